using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// What a callout records when one of its calls is answered by keys or is over, in the transaction that records it.
/// </summary>
public sealed class CalloutCallOwner(Callouts callouts, CalloutLedgers ledgers, TimeProvider clock) : ICallOwner
{
    /// <inheritdoc/>
    public string Name => CalloutLedgers.Owner;

    /// <inheritdoc/>
    public async Task RecordAsync(Change change, PhoneCall before, PhoneCall after, CancellationToken cancellation)
    {
        if (after.Digits is { } digits && digits != before.Digits)
            await KeepAnswerAsync(change, after, digits, cancellation);
        if (after.IsOver && !before.IsOver)
            await CloseAsync(change, after, cancellation);
    }

    private async Task KeepAnswerAsync(Change change, PhoneCall call, string digits, CancellationToken cancellation)
    {
        var calloutId = CalloutLedgers.CalloutIdOf(call.PartitionKey);
        var participations = ledgers.Participations(calloutId);
        if (await callouts.FindAsync(calloutId, cancellation) is not { } callout
            || await participations.FindAsync(call.Subject, cancellation) is not { } before)
            return;

        var metadata = Document.Read(before.Metadata);
        metadata[CalloutSettings.Of(callout).AnswerKey] = digits;
        // What users have put there may leave no room; the call itself keeps the digits in any case.
        if (Document.Problem(metadata) is null)
        {
            participations.Replace(
                change, before, before with { Metadata = Document.Write(metadata), UpdatedAt = clock.GetUtcNow() });
        }
    }

    private async Task CloseAsync(Change change, PhoneCall call, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        change.Merge(CalloutLedgers.EndedPart(call, now));
        if (call.Status == CallStatus.Completed)
            return;

        var retry = await callouts.FindAsync(CalloutLedgers.CalloutIdOf(call.PartitionKey), cancellation) is { } callout
            ? CalloutSettings.Of(callout).Retry
            : RetryRule.Default;
        change.Count(Ledgers.TallyKey, CalloutLedgers.LastResultCounter(call.Status.ToString()), +1);
        if (retry.Repeats(call.Status, call.Attempt))
        {
            change.Insert(CalloutLedgers.Due(
                call.PartitionKey, call.Subject, call.Msisdn, call.Attempt + 1, now + retry.Delay));
        }
    }
}
