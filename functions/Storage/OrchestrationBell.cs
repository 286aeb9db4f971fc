namespace Switchboard.Storage;

/// <summary>
/// Tells orchestrations that there is something to look at. Durable Functions may be out of reach: what was asked for is in
/// the tables by then, and a watch finds it there.
/// </summary>
internal static partial class OrchestrationBell
{
    /// <summary>Rings, and answers whether that could be done.</summary>
    /// <param name="logger">Takes down what could not be told.</param>
    /// <param name="what">What something has happened to: <c>callout 7</c>.</param>
    /// <param name="ring">Wakes or starts the orchestration.</param>
    /// <param name="cancellation">Stops ringing.</param>
    public static async Task<bool> TryRingAsync(ILogger logger, string what, Func<Task> ring, CancellationToken cancellation)
    {
        try
        {
            await ring();
            return true;
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            LogNotHeard(logger, what, failed);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "What happened to {What} could not be told; the watch will find it.")]
    private static partial void LogNotHeard(ILogger logger, string what, Exception exception);
}
