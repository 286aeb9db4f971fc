namespace Switchboard.Telephony;

/// <summary>
/// Makes calls that the <see cref="CallLog"/> has recorded, and cancels those that nobody has answered yet. The books
/// decide between a cancellation and an answer: whichever is recorded first happened.
/// </summary>
public sealed partial class Dialling(Ledgers ledgers, CallLog calls, Carrier carrier, ILogger<Dialling> logger)
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
    /// <returns>Whether all of them are hung up on; if not, it has to be done again.</returns>
    public async Task<bool> CancelUnansweredAsync(string ledger, CancellationToken cancellation)
    {
        var all = true;
        await foreach (var id in ledgers.OpenAsync(ledger).WithCancellation(cancellation))
        {
            var call = new CallReference(ledger, id);
            try
            {
                var occurrence = new CallOccurrence(CallEvent.Cancelled, Message: "Cancelled before anybody answered.");
                var after = await calls.RecordAsync(call, occurrence, cancellation) ?? await calls.FindAsync(call, cancellation);
                if (after is { Status: CallStatus.Canceled })
                    await HangUpCancelledAsync(after, cancellation);
            }
            catch (Exception failed) when (!cancellation.IsCancellationRequested)
            {
                // The others have their turn all the same.
                LogNotHungUp(call, failed);
                all = false;
            }
        }

        return all;
    }

    /// <summary>
    /// Has the carrier hang up on a call that was cancelled. Until it has, the call is one of those that are not over, and
    /// whoever answers it is hung up on then.
    /// </summary>
    internal async Task HangUpCancelledAsync(PhoneCall call, CancellationToken cancellation)
    {
        await carrier.HangUpAsync(call.ConnectionId, cancellation);
        await calls.CloseCancelledAsync(call);
    }

    [LoggerMessage(LogLevel.Warning, "{Call} could not be cancelled; it will be tried again.")]
    private partial void LogNotHungUp(CallReference call, Exception exception);
}
