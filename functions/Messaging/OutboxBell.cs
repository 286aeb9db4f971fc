using Switchboard.Storage;

namespace Switchboard.Messaging;

/// <summary>
/// Tells the orchestration that something was left. It answers a ring by two turns, a rest apart, so that of many who come
/// soon after each other one rings for all.
/// </summary>
public sealed class OutboxBell(TimeProvider clock, ILogger<OutboxBell> logger)
{
    // The second turn comes later than this after the ring, even where timers fire early.
    private static readonly TimeSpan Echo = MessagingOrchestration.Rest - TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task _ringing = Task.CompletedTask;
    private long? _heard;

    /// <summary>Rings. Never fails: what was left is in the tables, and the watch finds it as well.</summary>
    public async Task RingAsync(DurableTaskClient client)
    {
        var left = clock.GetTimestamp();
        // A ring that is on its way may have begun too long ago; the one after it has not.
        for (var tries = 0; tries < 2 && !IsTold(left); tries++)
            await RingOrJoinAsync(client);
    }

    /// <summary>Whether a ring was heard whose second turn sees what was left at a moment.</summary>
    private bool IsTold(long left)
    {
        lock (_lock)
            return _heard is { } heard && clock.GetElapsedTime(heard, left) < Echo;
    }

    private Task RingOrJoinAsync(DurableTaskClient client)
    {
        lock (_lock)
            return _ringing.IsCompleted ? _ringing = RingOnceAsync(client) : _ringing;
    }

    private async Task RingOnceAsync(DurableTaskClient client)
    {
        var began = clock.GetTimestamp();
        var heard = await OrchestrationBell.TryRingAsync(
            logger,
            "the outbox",
            () => MessagingOrchestration.Instance.WakeAsync(client, MessagingOrchestration.Ring, CancellationToken.None),
            CancellationToken.None);
        if (!heard)
            return;
        lock (_lock)
            _heard = began;
    }
}
