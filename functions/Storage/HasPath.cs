namespace Switchboard.Storage;

/// <summary>It has something, other than null, at a path.</summary>
/// <param name="Path">The path.</param>
public sealed record HasPath(string Path) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) => terms.Any(term => term.Path == Path);
}
