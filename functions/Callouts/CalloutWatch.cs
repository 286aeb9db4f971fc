using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// Starts orchestrations that should be there and are not, and wakes those that missed a change: because a process died
/// between the table and the start, or Durable Functions were out of reach, or somebody purged or terminated them.
/// </summary>
public sealed class CalloutWatch(Callouts callouts, CalloutLedgers ledgers, Populations populations, TimeProvider clock)
{
    // A dialler that has somebody to call takes a turn every few seconds.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    /// <summary>Looks once a minute.</summary>
    [Function(nameof(WatchCallouts))]
    public async Task WatchCallouts(
        [TimerTrigger("0 * * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        foreach (var term in (Term[])[Callout.StatusTerm(CalloutStatus.Running), Callout.ScheduledTerm, Callout.SettlingTerm])
        {
            await foreach (var id in callouts.IdsAsync(term, cancellation))
            {
                if (await callouts.FindAsync(id, cancellation) is { } callout)
                {
                    await CalloutOrchestration.EnsureAsync(
                        orchestrations, id, await ChangedAtAsync(callout, cancellation), cancellation);
                }
            }
        }

        foreach (var status in (PopulationStatus[])[PopulationStatus.Queued, PopulationStatus.Populating])
        {
            await foreach (var population in populations.ReadAsync(status, cancellation))
                await PopulationOrchestration.EnsureAsync(orchestrations, population, cancellation);
        }
    }

    /// <summary>When something was last changed that the dialler must have seen.</summary>
    private async Task<DateTimeOffset> ChangedAtAsync(Callout callout, CancellationToken cancellation)
    {
        var awake = clock.GetUtcNow() - LongestSleep;
        return callout.UpdatedAt < awake && await HasSomebodyToCallAsync(callout, cancellation) ? awake : callout.UpdatedAt;
    }

    /// <summary>
    /// Whether somebody should be called by now: the dialler knows, unless whoever brought them in died before they told it.
    /// </summary>
    private async Task<bool> HasSomebodyToCallAsync(Callout callout, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (callout.Status != CalloutStatus.Running
            || (CalloutSettings.Of(callout).Window is { IsOfNumber: false } window && window.NextOpen("", now) != now))
            return false;
        var due = await ledgers.NextDueAsync(CalloutLedgers.NameOf(callout.Id), 1, cancellation);
        return due is [{ DueAt: var at }] && at <= now;
    }
}
