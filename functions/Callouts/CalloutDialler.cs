using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// Keeps a running callout at its limit of calls in flight. One turn sweeps calls that were not heard of, claims as
/// many due calls as there is room for, and dials them.
/// </summary>
public sealed class CalloutDialler(
    Callouts callouts,
    CalloutLedgers calloutLedgers,
    CalloutOptions options,
    CallLog calls,
    CallSweep sweep,
    Carrier carrier,
    IdSequence ids,
    TimeProvider clock)
{
    /// <summary>Takes one turn for a callout.</summary>
    public async Task<DiallerTurn> TakeTurnAsync(long calloutId, CancellationToken cancellation)
    {
        if (await callouts.FindAsync(calloutId, cancellation) is not { } callout)
            return DiallerTurn.CalloutIsGone;

        var isRunning = callout.Status == CalloutStatus.Running;
        await sweep.SweepAsync(CalloutLedgers.NameOf(calloutId), mayDial: isRunning, cancellation);
        var inFlight = CalloutStatistics.InFlight(await calloutLedgers.TallyAsync(calloutId, cancellation));
        if (!isRunning)
            return inFlight == 0 ? DiallerTurn.NothingToDo : DiallerTurn.NextIn(CallLog.SweepAfter);

        var room = (int)Math.Max(options.MaxConcurrentCalls - inFlight, 0);
        var next = await calloutLedgers.NextDueAsync(calloutId, Math.Max(room, 1), cancellation);
        var now = clock.GetUtcNow();
        var due = next.Where(call => call.DueAt <= now).Take(room).ToList();
        await CallAsync(callout, due, cancellation);

        return inFlight + due.Count > 0
            ? DiallerTurn.NextIn(options.DiallerInterval)
            : next is [var first, ..] ? DiallerTurn.NextIn(first.DueAt - now) : DiallerTurn.NothingToDo;
    }

    private async Task CallAsync(Callout callout, List<DueCall> due, CancellationToken cancellation)
    {
        var settings = CalloutSettings.Of(callout);
        var callIds = await ids.NextAsync("phone_calls", due.Count, cancellation);
        await Task.WhenAll(due.Zip(callIds, (call, id) => CallAsync(call, id, settings, cancellation)));
    }

    private async Task CallAsync(DueCall due, long id, CalloutSettings settings, CancellationToken cancellation)
    {
        var call = new PhoneCall
        {
            PartitionKey = due.PartitionKey,
            Id = id,
            Subject = due.ParticipationId,
            Attempt = due.Attempt,
            Msisdn = due.Msisdn,
            Flow = settings.Flow,
            Prompt = settings.Prompt,
            RepeatabilityRequestId = Guid.CreateVersion7(clock.GetUtcNow()),
        };
        if (await ClaimAsync(due, call) && await carrier.DialAsync(call, cancellation) is { } occurrence)
            await calls.RecordAsync(call, occurrence, cancellation);
    }

    /// <summary>Turns a due call into a call. Whoever does so may dial; whoever comes second finds it done.</summary>
    private async Task<bool> ClaimAsync(DueCall due, PhoneCall call)
    {
        var change = new Change()
            .Delete(due)
            .Merge(CalloutLedgers.ParticipationPart(call, clock.GetUtcNow()))
            .Count(Ledgers.TallyKey, CalloutLedgers.RemainingCounter, -1);
        try
        {
            await calls.PlaceAsync(change, due.PartitionKey, call);
            return true;
        }
        catch (ChangeRejectedException rejected) when (rejected.IsStale)
        {
            return false;
        }
    }
}
