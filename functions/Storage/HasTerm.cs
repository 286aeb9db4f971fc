namespace Switchboard.Storage;

/// <summary>It has at least one of these terms. Nothing has one of none.</summary>
/// <param name="Terms">The terms.</param>
public sealed record HasTerm(params IReadOnlyList<Term> Terms) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) => Terms.Any(terms.Contains);
}
