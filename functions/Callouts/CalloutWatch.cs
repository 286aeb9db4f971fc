using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// Starts orchestrations that should be there and are not, and wakes those that missed a change: because a process died
/// between the table and the start, or Durable Functions were out of reach, or somebody purged or terminated them.
/// </summary>
public sealed class CalloutWatch(Callouts callouts, Populations populations)
{
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
                    await CalloutOrchestration.EnsureAsync(orchestrations, callout, cancellation);
            }
        }

        foreach (var status in (PopulationStatus[])[PopulationStatus.Queued, PopulationStatus.Populating])
        {
            await foreach (var population in populations.ReadAsync(status, cancellation))
                await PopulationOrchestration.EnsureAsync(orchestrations, population, cancellation);
        }
    }
}
