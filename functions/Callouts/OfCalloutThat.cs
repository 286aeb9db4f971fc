using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>It belongs to a callout for which these conditions hold.</summary>
/// <param name="Conditions">What must hold for the callout.</param>
internal sealed record OfCalloutThat(IReadOnlyList<Condition> Conditions) : Resolved;
