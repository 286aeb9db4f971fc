namespace Switchboard.Storage;

/// <summary>It has one of these unique keys.</summary>
/// <param name="Keys">The keys.</param>
public sealed record HasKey(params IReadOnlyList<string> Keys) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) => thing.UniqueKeys().Any(Keys.Contains);
}
