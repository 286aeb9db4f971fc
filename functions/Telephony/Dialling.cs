using System.Collections.Concurrent;

namespace Switchboard.Telephony;

/// <summary>
/// Makes calls that the <see cref="CallLog"/> has recorded, and cancels those that nobody has answered yet. The books
/// decide between a cancellation and an answer: whichever is recorded first happened.
/// </summary>
public sealed partial class Dialling(Ledgers ledgers, CallLog calls, Carrier carrier, ILogger<Dialling> logger)
{
    private const int CallsAtOnce = 10;

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

    /// <summary>
    /// Cancels the calls of a ledger that nobody has answered yet. Who talks goes on talking. All are cancelled before the
    /// carrier, which may take long for each, is asked to hang up: whoever answers meanwhile is hung up on then.
    /// </summary>
    /// <returns>Whether all of them are hung up on; if not, it has to be done again.</returns>
    public async Task<bool> CancelUnansweredAsync(string ledger, CancellationToken cancellation)
    {
        var all = true;
        var cancelled = new ConcurrentBag<PhoneCall>();
        var occurrence = new CallOccurrence(CallEvent.Cancelled, Message: "Cancelled before anybody answered.");
        await ForEachAsync(ledgers.OpenAsync(ledger).Select(id => new CallReference(ledger, id)), call => call, async call =>
        {
            if ((await calls.RecordAsync(call, occurrence, cancellation) ?? await calls.FindAsync(call, cancellation))
                is { Status: CallStatus.Canceled } after)
                cancelled.Add(after);
        });
        await ForEachAsync(
            cancelled.ToAsyncEnumerable(), call => call.Reference, call => HangUpCancelledAsync(call, cancellation));
        return all;

        Task ForEachAsync<T>(IAsyncEnumerable<T> those, Func<T, CallReference> reference, Func<T, Task> action) =>
            Parallel.ForEachAsync(
                those,
                new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellation },
                async (one, _) =>
                {
                    try
                    {
                        await action(one);
                    }
                    catch (Exception failed) when (!cancellation.IsCancellationRequested)
                    {
                        // The others have their turn all the same.
                        LogNotHungUp(reference(one), failed);
                        Volatile.Write(ref all, false);
                    }
                });
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
