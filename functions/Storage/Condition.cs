namespace Switchboard.Storage;

/// <summary>Something that must hold for what a list shows.</summary>
public abstract record Condition
{
    /// <summary>Whether it holds for a thing with these terms.</summary>
    public abstract bool Holds(ICollected thing, IReadOnlySet<Term> terms);

    /// <summary>Whether all conditions hold for a thing.</summary>
    public static bool AllHold(IReadOnlyCollection<Condition> conditions, ICollected thing)
    {
        if (conditions.Count == 0)
            return true;
        var terms = thing.Terms().ToHashSet();
        return conditions.All(condition => condition.Holds(thing, terms));
    }
}
