namespace Switchboard.Storage;

/// <summary>It has nothing, or null, at a path.</summary>
/// <param name="Path">The path.</param>
public sealed record LacksPath(string Path) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) => terms.All(term => term.Path != Path);
}
