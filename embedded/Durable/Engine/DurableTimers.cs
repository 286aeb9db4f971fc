namespace Switchboard.Embedded.Durable.Engine;

/// <summary>A durable timer: a request of one generation of an instance.</summary>
internal readonly record struct TimerKey(string InstanceId, string ExecutionId, int Id);

/// <summary>
/// Everything that is due at some moment, behind one timer of the clock that is set to the next of them.
/// </summary>
internal sealed class DurableTimers : IDisposable
{
    // The number under which a scheduled start is kept: requests count from 0.
    private const int StartId = -1;

    // Timers of the platform cannot be set much further.
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(40);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly DurableHub _hub;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly SortedSet<Entry> _entries = new(Comparer<Entry>.Create(static (a, b) =>
        a.Due != b.Due ? a.Due.CompareTo(b.Due) : a.Order.CompareTo(b.Order)));

    private readonly Dictionary<TimerKey, Entry> _byKey = [];
    private readonly Dictionary<(string Instance, string Execution), HashSet<int>> _byInstance = [];
    private DateTimeOffset? _set;
    private long _order;
    private bool _stopped;

    public DurableTimers(DurableHub hub)
    {
        _hub = hub;
        _timer = hub.Clock.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private sealed record Entry(
        DateTimeOffset Due, long Order, string InstanceId, InstanceMessage Message, TimerKey? Key);

    public void Arm(TimerKey key, DateTime fireAt)
    {
        var due = new DateTimeOffset(
            DateTime.SpecifyKind(_hub.Settings.Imprecision.Fires(fireAt, key), DateTimeKind.Utc));
        Add(due, key.InstanceId, new Deliver(new TimerFired(key.Id), key.ExecutionId), key);
    }

    public void ArmStart(InstanceRecord record) => Add(
        record.StartAt!.Value,
        record.Id,
        new BeginInstance(record.ExecutionId),
        new(record.Id, record.ExecutionId, StartId));

    public void PostAt(DateTimeOffset due, string instanceId, InstanceMessage message) =>
        Add(due, instanceId, message, null);

    public void Cancel(TimerKey key)
    {
        lock (_lock)
        {
            Remove(key);
            Set();
        }
    }

    public void CancelAll(string instanceId, string executionId)
    {
        lock (_lock)
        {
            if (!_byInstance.TryGetValue((instanceId, executionId), out var ids))
                return;
            foreach (var id in ids.ToArray())
                Remove(new TimerKey(instanceId, executionId, id));
            Set();
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _stopped = true;
        _timer.Dispose();
    }

    private void Add(DateTimeOffset due, string instanceId, InstanceMessage message, TimerKey? key)
    {
        lock (_lock)
        {
            if (_stopped)
                return;
            if (due > _hub.Clock.GetUtcNow())
            {
                var entry = new Entry(due, _order++, instanceId, message, key);
                _entries.Add(entry);
                if (key is { } named)
                {
                    _byKey[named] = entry;
                    if (!_byInstance.TryGetValue((named.InstanceId, named.ExecutionId), out var ids))
                        _byInstance[(named.InstanceId, named.ExecutionId)] = ids = [];
                    ids.Add(named.Id);
                }

                Set();
                return;
            }
        }

        _hub.Post(instanceId, message);
    }

    private void Remove(TimerKey key)
    {
        if (_byKey.Remove(key, out var entry))
            Remove(entry);
    }

    private void Remove(Entry entry)
    {
        _entries.Remove(entry);
        if (entry.Key is not { } key)
            return;
        _byKey.Remove(key);
        var instance = (key.InstanceId, key.ExecutionId);
        if (_byInstance.TryGetValue(instance, out var ids) && ids.Remove(key.Id) && ids.Count == 0)
            _byInstance.Remove(instance);
    }

    private void Fire()
    {
        // Before the clock goes on: what is due is under way from here.
        using var work = _hub.Tracker.Begin("durable timers");
        List<Entry> due = [];
        lock (_lock)
        {
            if (_stopped)
                return;
            var now = _hub.Clock.GetUtcNow();
            _set = null;
            while (_entries.Min is { } next && next.Due <= now)
            {
                due.Add(next);
                Remove(next);
            }

            Set();
        }

        foreach (var entry in due)
            _hub.Post(entry.InstanceId, entry.Message);
    }

    private void Set()
    {
        var next = _entries.Min?.Due;
        if (next == _set || _stopped)
            return;
        _set = next;
        if (next is null)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        // What is left when the platform's timer fires a little early is waited for once more.
        var wait = next.Value - _hub.Clock.GetUtcNow();
        if (wait > TimeSpan.Zero && wait < ShortestWait)
            wait = ShortestWait;
        _timer.Change(TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, Furthest.Ticks)), Timeout.InfiniteTimeSpan);
    }
}
