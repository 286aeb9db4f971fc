namespace Switchboard.Storage;

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
