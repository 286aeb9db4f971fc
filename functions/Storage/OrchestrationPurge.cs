namespace Switchboard.Storage;

/// <summary>
/// Takes finished orchestrations away, which otherwise stay for ever, cost storage and slow down every listing of
/// instances. What they worked on lies in the application's own tables.
/// </summary>
public sealed partial class OrchestrationPurge(
    StorageOptions options, TimeProvider clock, ILogger<OrchestrationPurge> logger)
{
    /// <summary>Purges once an hour.</summary>
    [Function(nameof(PurgeOrchestrations))]
    public async Task PurgeOrchestrations(
        [TimerTrigger("0 17 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        // Without statuses, orchestrations that are still running would go as well.
        var finished = new PurgeInstancesFilter(
            CreatedTo: clock.GetUtcNow() - TimeSpan.FromDays(options.OrchestrationRetentionDays),
            Statuses:
            [
                OrchestrationRuntimeStatus.Completed,
                OrchestrationRuntimeStatus.Failed,
                OrchestrationRuntimeStatus.Terminated,
            ]);
        try
        {
            var purged = await orchestrations.PurgeAllInstancesAsync(finished, cancellation: cancellation);
            LogPurged(purged.PurgedInstanceCount, options.OrchestrationRetentionDays);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The worker waits a hundred seconds for the host and no longer.
            LogNotAll();
        }
    }

    [LoggerMessage(LogLevel.Information, "Purged {Count} finished orchestrations that began {Days} days ago or earlier.")]
    private partial void LogPurged(int count, int days);

    [LoggerMessage(LogLevel.Information, "There are more finished orchestrations than can be purged at once: next time.")]
    private partial void LogNotAll();
}
