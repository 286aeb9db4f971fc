namespace Switchboard.Storage;

/// <summary>Something for which there is no index: things are read to find out.</summary>
/// <param name="Test">What must be true of a thing.</param>
public sealed record Fulfils(Func<ICollected, bool> Test) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) => Test(thing);
}
