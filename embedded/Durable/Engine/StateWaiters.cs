namespace Switchboard.Embedded.Durable.Engine;

/// <summary>Those who wait for an instance to come to a state.</summary>
internal sealed class StateWaiters
{
    private readonly Dictionary<string, List<Waiter>> _waiters = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>
    /// Completes with the instance's state once that is as wished; asks <paramref name="now"/> what it is so far.
    /// </summary>
    public async Task<InstanceRecord> WaitAsync(
        string id, Func<InstanceRecord, bool> wished, Func<InstanceRecord?> now, CancellationToken cancellation)
    {
        var waiter = new Waiter(wished);
        lock (_lock)
        {
            if (!_waiters.TryGetValue(id, out var waiters))
                _waiters[id] = waiters = [];
            waiters.Add(waiter);
        }

        try
        {
            // Asked after the waiter is in its place, so that no change falls between.
            if (now() is { } record && wished(record))
                return record;
            return await waiter.Reached.Task.WaitAsync(cancellation);
        }
        finally
        {
            lock (_lock)
            {
                if (_waiters.TryGetValue(id, out var waiters) && waiters.Remove(waiter) && waiters.Count == 0)
                    _waiters.Remove(id);
            }
        }
    }

    /// <summary>An instance came to a state.</summary>
    public void Notice(InstanceRecord record)
    {
        Waiter[] reached;
        lock (_lock)
        {
            if (!_waiters.TryGetValue(record.Id, out var waiters))
                return;
            reached = [.. waiters.Where(waiter => waiter.Wished(record))];
        }

        foreach (var waiter in reached)
            waiter.Reached.TrySetResult(record);
    }

    /// <summary>Nothing will come to a state any more.</summary>
    public void Stop()
    {
        Waiter[] all;
        lock (_lock)
            all = [.. _waiters.Values.SelectMany(waiters => waiters)];
        foreach (var waiter in all)
            waiter.Reached.TrySetException(new InvalidOperationException("The Durable engine is stopping."));
    }

    private sealed record Waiter(Func<InstanceRecord, bool> Wished)
    {
        public TaskCompletionSource<InstanceRecord> Reached { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
