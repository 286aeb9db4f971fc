namespace Switchboard.Messaging;

/// <summary>
/// Tells the orchestration that something was left. Of many who ring at once, most share one event: whoever comes while
/// it is on its way waits for the next, which all who come meanwhile share.
/// </summary>
public sealed partial class OutboxBell(ILogger<OutboxBell> logger)
{
    private readonly Lock _lock = new();
    private Task _ringing = Task.CompletedTask;
    private Task? _next;

    /// <summary>Rings. Never fails: what was left is in the tables, and the watch finds it as well.</summary>
    public Task RingAsync(DurableTaskClient client)
    {
        lock (_lock)
        {
            if (_next is not null)
                return _next;
            return _ringing.IsCompleted ? _ringing = RingOnceAsync(client) : _next = RingNextAsync(client, _ringing);
        }
    }

    private async Task RingNextAsync(DurableTaskClient client, Task current)
    {
        await current;
        Task ring;
        lock (_lock)
            (_next, _ringing) = (null, ring = RingOnceAsync(client));
        await ring;
    }

    private async Task RingOnceAsync(DurableTaskClient client)
    {
        try
        {
            await MessagingOrchestration.Instance.WakeAsync(client, MessagingOrchestration.Ring, CancellationToken.None);
        }
        catch (Exception failed)
        {
            LogNotHeard(failed);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The outbox could not be told of a message; the watch will find it.")]
    private partial void LogNotHeard(Exception exception);
}
