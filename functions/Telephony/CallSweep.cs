namespace Switchboard.Telephony;

/// <summary>
/// Looks after calls of which nothing was heard for too long, because an event was lost or a process died: makes the
/// request to dial again, or asks the carrier and closes the books.
/// </summary>
public sealed partial class CallSweep(
    Ledgers ledgers,
    CallLog calls,
    CallEventHandler events,
    Dialling dialling,
    Carrier carrier,
    TimeProvider clock,
    ILogger<CallSweep> logger)
{
    // Nobody listens for longer to what the flows have to say.
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(1);

    // The carrier may take long for each.
    private const int CallsAtOnce = 10;

    /// <summary>Sweeps a ledger once.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="mayDial">
    /// Whether its owner wants a call made now. If not, and nobody knows whether the carrier took it, it stays as it is:
    /// finding out may dial.
    /// </param>
    /// <param name="cancellation">Stops between calls.</param>
    public async Task SweepAsync(string ledger, Func<PhoneCall, ValueTask<bool>> mayDial, CancellationToken cancellation)
    {
        var overdue = ledgers.OverdueAsync(ledger, clock.GetUtcNow());
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(overdue, atOnce, async (id, stop) =>
        {
            try
            {
                if (await ledgers.Calls(ledger).FindAsync(id, stop) is { } call)
                    await LookAfterAsync(call, mayDial, stop);
            }
            catch (Exception failed) when (!cancellation.IsCancellationRequested)
            {
                // The others have their turn all the same, and so has this one again.
                LogFailed(new CallReference(ledger, id), failed);
            }
        });
    }

    private async Task LookAfterAsync(
        PhoneCall call, Func<PhoneCall, ValueTask<bool>> mayDial, CancellationToken cancellation)
    {
        try
        {
            if (call.Status == CallStatus.Canceled)
                await dialling.HangUpCancelledAsync(call, cancellation);
            else if (call.Status != CallStatus.Scheduling)
                await AskAsync(call, cancellation);
            else if (await mayDial(call))
                await dialling.DialAsync(call, cancellation);
        }
        finally
        {
            if (await ledgers.Calls(call.PartitionKey).FindAsync(call.Id, cancellation) is { IsOver: false } open)
                await calls.PostponeSweepAsync(open, cancellation);
        }
    }

    private async Task AskAsync(PhoneCall call, CancellationToken cancellation)
    {
        if (call.Status == CallStatus.Queued)
            await calls.RecordAsync(call.Reference, new CallOccurrence(CallEvent.Polled), cancellation);

        switch (await carrier.AskAsync(call, cancellation))
        {
            case CarrierState.Ringing:
                await calls.RecordAsync(call.Reference, new CallOccurrence(CallEvent.StillRinging), cancellation);
                break;

            case CarrierState.Connected when clock.GetUtcNow() - call.CreatedAt > LongestCall:
                await carrier.HangUpAsync(call.ConnectionId, cancellation);
                break;

            case CarrierState.Connected:
                await events.AnsweredAsync(call.Reference, call.ConnectionId, cancellation);
                break;

            case CarrierState.Gone:
                // Whoever was talking has hung up; whether anybody else was reached, nobody can tell.
                await calls.RecordAsync(call.Reference, Lost(call), cancellation);
                break;
        }
    }

    private static CallOccurrence Lost(PhoneCall call) => call.Status == CallStatus.InProgress
        ? new CallOccurrence(CallEvent.Ended)
        : new CallOccurrence(CallEvent.Unreachable, Message: "The call ended and nothing was heard of it.");

    [LoggerMessage(LogLevel.Error, "{Call} could not be looked after; it will be tried again.")]
    private partial void LogFailed(CallReference call, Exception exception);
}
