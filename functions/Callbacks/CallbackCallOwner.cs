using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callbacks;

/// <summary>
/// A call to somebody who waits takes two calls from our numbers: theirs and the agent's. The books of the first are
/// Telephony's; the second ends with it. What came of it becomes a note afterwards (<see cref="CallbackCalls"/>).
/// </summary>
public sealed class CallbackCallOwner(AgentLegs legs) : ICallOwner
{
    /// <inheritdoc/>
    public string Name => AgentLegs.Owner;

    /// <inheritdoc/>
    public async Task RecordAsync(Change change, PhoneCall before, PhoneCall after, CancellationToken cancellation)
    {
        if (after.IsOver && !before.IsOver && await legs.FindAsync(before.Reference, cancellation) is { } leg)
            change.Count(Ledgers.TallyKey, Ledgers.CallerCounterOf(leg.From), -1);
    }
}
