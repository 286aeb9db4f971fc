namespace Switchboard.Telephony;

/// <summary>
/// Makes calls that the <see cref="CallLog"/> has recorded, and cancels those that nobody has answered yet. The books
/// decide between a cancellation and an answer: whichever is recorded first happened.
/// </summary>
public sealed class Dialling(Ledgers ledgers, CallLog calls, Carrier carrier)
{
    /// <summary>
    /// Has the carrier dial and records what it says; doing it again never dials twice. Where nobody can know yet
    /// whether it dials, the sweep does it again.
    /// </summary>
    public async Task DialAsync(PhoneCall call, CancellationToken cancellation)
    {
        if (await carrier.DialAsync(call, cancellation) is not { } occurrence
            || await calls.RecordAsync(call, occurrence, cancellation) is not null)
            return;

        // News was quicker than the answer; or the call was cancelled when the carrier had no id for it yet.
        if (occurrence.ConnectionId is { } connection
            && await calls.FindAsync(call.Reference, cancellation) is { Status: CallStatus.Canceled })
            await carrier.HangUpAsync(connection, cancellation);
    }

    /// <summary>Cancels the calls of a ledger that nobody has answered yet. Who talks goes on talking.</summary>
    public async Task CancelUnansweredAsync(string ledger, CancellationToken cancellation)
    {
        await foreach (var id in ledgers.OpenAsync(ledger).WithCancellation(cancellation))
        {
            var cancelled = await calls.RecordAsync(
                new CallReference(ledger, id),
                new CallOccurrence(CallEvent.Cancelled, Message: "Cancelled before anybody answered."),
                cancellation);
            // Should this process die here, whoever answers is hung up on then.
            if (cancelled is not null)
                await carrier.HangUpAsync(cancelled.ConnectionId, cancellation);
        }
    }
}
