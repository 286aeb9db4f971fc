using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// Keeps a running callout at its limit of calls in flight. One turn sweeps calls that were not heard of, leases as many
/// of our numbers' calls as there is room and need for, and turns due calls into calls. A callout that does not run
/// makes none; what is in flight then goes on, unless whoever stopped it wants the unanswered cancelled.
/// </summary>
public sealed class CalloutDialler(
    Callouts callouts,
    CalloutLedgers calloutLedgers,
    CalloutOptions options,
    CalloutPace pace,
    DueCalls dueCalls,
    RetryPlan retries,
    CallerNumbers callers,
    CallSweep sweep,
    Dialling dialling,
    TimeProvider clock)
{
    /// <summary>Takes one turn for a callout.</summary>
    public async Task<DiallerTurn> TakeTurnAsync(long calloutId, CancellationToken cancellation)
    {
        var callout = await callouts.FindAsync(calloutId, cancellation);
        if (callout is { IsScheduled: true })
        {
            await callouts.StartScheduledAsync(calloutId, cancellation);
            callout = await callouts.FindAsync(calloutId, cancellation);
            if (callout is { IsScheduled: true })
                return DiallerTurn.NextIn(CalloutSettings.Of(callout).StartAt!.Value - clock.GetUtcNow());
        }

        var ledger = CalloutLedgers.NameOf(calloutId);
        var permit = new DiallingPermit(callouts, callout, clock);
        await sweep.SweepAsync(ledger, call => permit.AllowsAsync(call.Msisdn, cancellation), cancellation);
        if (callout is { Status: CalloutStatus.Running, PlansRetriesAnew: true })
        {
            await retries.MakeAnewAsync(callout, cancellation);
            await callouts.NoteRetriesPlannedAsync(callout, cancellation);
        }

        if (callout is { Status: CalloutStatus.Running })
            return await DialAsync(callout, permit, cancellation);
        var isDone = callout is not { CancelsCalls: true } || await dialling.CancelUnansweredAsync(ledger, cancellation);
        var rest = await RestAsync(callout, ledger, cancellation);
        return isDone ? rest : DiallerTurn.NextIn(options.DiallerInterval);
    }

    private async Task<DiallerTurn> RestAsync(Callout? callout, string ledger, CancellationToken cancellation)
    {
        var tally = await calloutLedgers.TallyAsync(ledger, cancellation);
        await callers.LeaseAsync(ledger, tally, wanted: 0, onlyNumber: null, cancellation);
        if (Ledgers.InFlight(tally) > 0)
            return DiallerTurn.NextIn(CallLog.SweepAfter);
        if (callout is { IsSettling: true })
            await callouts.SettleAsync(callout, cancellation);
        return callout is { Status: CalloutStatus.Paused or CalloutStatus.Stopped }
            ? DiallerTurn.NothingToDo
            : DiallerTurn.NothingEverToDo;
    }

    private async Task<DiallerTurn> DialAsync(Callout callout, DiallingPermit permit, CancellationToken cancellation)
    {
        var settings = CalloutSettings.Of(callout);
        var ledger = CalloutLedgers.NameOf(callout.Id);
        var now = clock.GetUtcNow();
        if (settings.Window is { IsOfNumber: false } window && window.NextOpen("", now) is var opens && opens != now)
            return await WaitForAsync(opens, callout, ledger, cancellation);

        var tally = await calloutLedgers.TallyAsync(ledger, cancellation);
        var inFlight = Ledgers.InFlight(tally);
        var room = (int)Math.Max((settings.MaxConcurrentCalls ?? options.MaxConcurrentCalls) - inFlight, 0);
        if (room == 0)
            return DiallerTurn.NextIn(options.DiallerInterval);

        var allowance = await pace.ReadAsync(ledger, settings.CallsPerMinute, cancellation);
        var due = await dueCalls.NextAsync(ledger, settings.Window, Math.Min(room, allowance.Calls), cancellation);
        var lease = await callers.LeaseAsync(ledger, tally, due.Calls.Count, settings.CallerId, cancellation);
        var next = due.Calls.Take(lease.Numbers.Count).ToList();
        if (await pace.TrySpendAsync(allowance, next.Count))
            await dueCalls.CallAsync(next, lease, settings, permit, cancellation);

        return inFlight + due.Calls.Count > 0 || due.Next <= now
            ? DiallerTurn.NextIn(options.DiallerInterval)
            : due.Next is { } later ? DiallerTurn.NextIn(later - now) : DiallerTurn.NothingToDo;
    }

    /// <summary>The callout's window is closed: nothing is leased, and what is in flight is looked after.</summary>
    private async Task<DiallerTurn> WaitForAsync(
        DateTimeOffset? opens, Callout callout, string ledger, CancellationToken cancellation)
    {
        var rest = await RestAsync(callout, ledger, cancellation);
        // One that never opens is looked at again all the same.
        var closed = DiallerTurn.NextIn(opens - clock.GetUtcNow() ?? TimeSpan.MaxValue);
        return rest.Pause < closed.Pause ? rest : closed;
    }
}
