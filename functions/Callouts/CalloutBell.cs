namespace Switchboard.Callouts;

/// <summary>
/// Tells orchestrations that there is something to look at. Durable Functions may be out of reach: what was asked for is in
/// the tables by then, and <see cref="CalloutWatch"/> finds it as well.
/// </summary>
public sealed partial class CalloutBell(Callouts callouts, ILogger<CalloutBell> logger)
{
    /// <summary>Has the dialler look at a callout that was changed, unless nobody has ever wanted it to.</summary>
    public async Task RingAsync(DurableTaskClient orchestrations, Callout callout, CancellationToken cancellation)
    {
        if (callout.Status == CalloutStatus.Initialized && !callout.IsScheduled)
            return;
        try
        {
            await CalloutOrchestration.WakeAsync(orchestrations, callout.Id, cancellation);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            LogNotHeard($"Callout {callout.Id}", failed);
            await callouts.TouchAsync(callout.Id, cancellation);
        }
    }

    /// <summary>Has a population that was queued bring in its contacts.</summary>
    public async Task RingAsync(DurableTaskClient orchestrations, Population population, CancellationToken cancellation)
    {
        try
        {
            await PopulationOrchestration.EnsureAsync(orchestrations, population, cancellation);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            LogNotHeard($"Population {population.Id}", failed);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{What} could not be told that it was changed; the watch will find it.")]
    private partial void LogNotHeard(string what, Exception exception);
}
