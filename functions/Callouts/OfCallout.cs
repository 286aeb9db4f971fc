using System.Globalization;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>It belongs to one of these callouts: only their ledgers are looked at.</summary>
/// <param name="Ids">The ids, as a request writes them.</param>
internal sealed record OfCallout(IReadOnlyList<string> Ids) : Condition
{
    /// <summary>It belongs to this callout.</summary>
    public OfCallout(long id)
        : this([id.ToString(CultureInfo.InvariantCulture)])
    {
    }

    /// <inheritdoc/>
    public override bool Holds(ICollected thing, IReadOnlySet<Term> terms) =>
        Ids.Contains(CalloutLedgers.CalloutIdOf(thing.PartitionKey).ToString(CultureInfo.InvariantCulture));
}
