namespace Switchboard.Embedded.Durable.Engine;

internal static class Cancelled
{
    /// <summary>
    /// Throws what awaiting a cancelled task throws, "A task was canceled.", if the token is cancelled.
    /// </summary>
    public static void ThrowIfCancelledAsTask(this CancellationToken token)
    {
        if (token.IsCancellationRequested)
            throw new TaskCanceledException(null, null, token);
    }
}
