using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// Tells orchestrations that there is something to look at. What they could not be told, <see cref="CalloutWatch"/> finds.
/// </summary>
public sealed class CalloutBell(Callouts callouts, ILogger<CalloutBell> logger)
{
    /// <summary>Has the dialler look at a callout that was changed, unless nobody has ever wanted it to.</summary>
    public async Task RingAsync(DurableTaskClient orchestrations, Callout callout, CancellationToken cancellation)
    {
        if (callout.Status == CalloutStatus.Initialized && !callout.IsScheduled)
            return;
        var heard = await OrchestrationBell.TryRingAsync(
            logger,
            $"callout {callout.Id}",
            () => CalloutOrchestration.WakeAsync(orchestrations, callout.Id, cancellation),
            cancellation);
        if (!heard)
            await callouts.TouchAsync(callout.Id, cancellation);
    }

    /// <summary>Has the dialler look at a callout, as it is by now, because of something that was put into it.</summary>
    public async Task RingAsync(DurableTaskClient orchestrations, long calloutId, CancellationToken cancellation)
    {
        if (await callouts.FindAsync(calloutId, cancellation) is { } callout)
            await RingAsync(orchestrations, callout, cancellation);
    }

    /// <summary>Has a population that was queued bring in its contacts.</summary>
    public Task RingAsync(DurableTaskClient orchestrations, Population population, CancellationToken cancellation) =>
        OrchestrationBell.TryRingAsync(
            logger,
            $"population {population.Id}",
            () => PopulationOrchestration.EnsureAsync(orchestrations, population, cancellation),
            cancellation);
}
