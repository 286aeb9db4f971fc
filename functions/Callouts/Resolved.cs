using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>A condition that <see cref="LedgerLists"/> turns into others before anything is read.</summary>
internal abstract record Resolved : Condition
{
    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) =>
        throw new InvalidOperationException($"{GetType().Name} was not resolved.");
}
