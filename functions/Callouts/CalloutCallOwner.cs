using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>What a callout records when one of its calls is over, in the transaction that records it.</summary>
public sealed class CalloutCallOwner(TimeProvider clock) : ICallOwner
{
    /// <inheritdoc/>
    public string Name => CalloutLedgers.Owner;

    /// <inheritdoc/>
    public Task RecordAsync(Change change, PhoneCall before, PhoneCall after, CancellationToken cancellation)
    {
        if (after.IsOver)
            Record(change, after);
        return Task.CompletedTask;
    }

    private void Record(Change change, PhoneCall call)
    {
        var now = clock.GetUtcNow();
        change.Merge(CalloutLedgers.ParticipationPart(call, now));
        if (!RetryRule.Remains(call.Status))
            return;

        change.Count(Ledgers.TallyKey, CalloutLedgers.RemainingCounter, +1);
        if (call.Attempt < RetryRule.MaxAttempts)
        {
            change.Insert(CalloutLedgers.Due(
                call.PartitionKey, call.Subject, call.Msisdn, call.Attempt + 1, now + RetryRule.Delay));
        }
    }
}
