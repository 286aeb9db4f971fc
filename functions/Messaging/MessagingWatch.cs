namespace Switchboard.Messaging;

/// <summary>
/// Starts the orchestration of the outbox where it should be there and is not: because a process died between the table
/// and the start, or somebody purged or terminated it.
/// </summary>
public sealed class MessagingWatch(Dispatcher dispatcher, OutboxBell bell)
{
    /// <summary>Looks once a minute.</summary>
    [Function(nameof(WatchOutbox))]
    public async Task WatchOutbox(
        [TimerTrigger("30 * * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        if (await dispatcher.HasWorkAsync(cancellation))
            await bell.RingAsync(orchestrations);
    }
}
