namespace Switchboard.Storage;

/// <summary>The two columns of time that every thing has.</summary>
public enum TimeColumn
{
    /// <summary>When it was created.</summary>
    Created,

    /// <summary>When it was last changed.</summary>
    Updated,
}

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

/// <summary>It has at least one of these terms. Nothing has one of none.</summary>
/// <param name="Terms">The terms.</param>
public sealed record HasTerm(params IReadOnlyList<Term> Terms) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) => Terms.Any(terms.Contains);
}

/// <summary>It has a number, or a day, of a certain range at a path.</summary>
/// <param name="Path">The path.</param>
/// <param name="From">The least code (see <see cref="Term"/>) that is meant.</param>
/// <param name="To">The first code after it that is not.</param>
public sealed record HasWithin(string Path, string From, string To) : Condition
{
    /// <summary>A comparison with a code: <c>lt</c>, <c>lteq</c>, <c>gt</c> or <c>gteq</c>.</summary>
    /// <param name="path">The path.</param>
    /// <param name="comparison">How to compare.</param>
    /// <param name="code">The code of the number or the day to compare with.</param>
    internal static HasWithin Compare(string path, string comparison, string code)
    {
        // The codes of one kind begin with one letter. '0' comes after the '.' that ends a code, so that it excludes
        // whatever has the same code.
        var (first, last) = (code[..1], ((char)(code[0] + 1)).ToString());
        return comparison switch
        {
            "lt" => new HasWithin(path, first, code),
            "lteq" => new HasWithin(path, first, code + "0"),
            "gt" => new HasWithin(path, code + "0", last),
            "gteq" => new HasWithin(path, code, last),
            _ => throw new ArgumentException($"There is no comparison '{comparison}'.", nameof(comparison)),
        };
    }

    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) => terms.Any(term =>
        term.Path == Path && string.CompareOrdinal(term.Code, From) >= 0 && string.CompareOrdinal(term.Code, To) < 0);
}

/// <summary>It has something, other than null, at a path.</summary>
/// <param name="Path">The path.</param>
public sealed record HasPath(string Path) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) => terms.Any(term => term.Path == Path);
}

/// <summary>It has nothing, or null, at a path.</summary>
/// <param name="Path">The path.</param>
public sealed record LacksPath(string Path) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) => terms.All(term => term.Path != Path);
}

/// <summary>It has one of these unique keys.</summary>
/// <param name="Keys">The keys.</param>
public sealed record HasKey(params IReadOnlyList<string> Keys) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) => thing.UniqueKeys().Any(Keys.Contains);
}

/// <summary>It was created, or last changed, within a span of time.</summary>
/// <param name="Column">Which of the two.</param>
/// <param name="From">The first tick (UTC) that is meant.</param>
/// <param name="To">The first tick after it that is not.</param>
public sealed record During(TimeColumn Column, long From, long To) : Condition
{
    /// <summary>The column of a thing.</summary>
    public static DateTimeOffset Of(ICollected thing, TimeColumn column) =>
        column == TimeColumn.Created ? thing.CreatedAt : thing.UpdatedAt;

    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) =>
        Of(thing, Column).UtcTicks is var ticks && ticks >= From && ticks < To;
}

/// <summary>Something for which there is no index: things are read to find out.</summary>
/// <param name="Test">What must be true of a thing.</param>
public sealed record Fulfils(Func<ICollected, bool> Test) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) => Test(thing);
}
