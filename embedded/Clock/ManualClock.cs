namespace Switchboard.Embedded.Clock;

/// <summary>
/// A clock that stands still until a test moves it. Timers fire on the caller's thread, in order of their due moment
/// (then of their creation), each at exactly its moment.
/// </summary>
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly Lock _turn = new();
    private readonly PriorityQueue<(ManualTimer Timer, long Version), (long Ticks, long Order)> _due = new();
    private DateTimeOffset _now = start;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The moment of the next timer, or null when none is set.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_lock)
            {
                DropStale();
                return _due.TryPeek(out _, out var at) ? new DateTimeOffset(at.Ticks, TimeSpan.Zero) : null;
            }
        }
    }

    /// <summary>The timers that are set, the next one first: when they are due and whose they are.</summary>
    public IReadOnlyList<(DateTimeOffset Due, string Owner)> Timers
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. _due.UnorderedItems
                        .Where(entry => entry.Element.Version == entry.Element.Timer.Version)
                        .OrderBy(entry => entry.Priority)
                        .Select(entry => (
                            new DateTimeOffset(entry.Priority.Ticks, TimeSpan.Zero), entry.Element.Timer.Owner)),
                ];
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to <paramref name="moment"/> and fires the timers due there; timers due before it are not expected.</summary>
    /// <returns>How many timers fired.</returns>
    public int AdvanceTo(DateTimeOffset moment)
    {
        // One at a time, so that timers fire in their order whoever moves the clock.
        using var turn = _turn.EnterScope();
        var fired = 0;
        while (true)
        {
            ManualTimer timer;
            lock (_lock)
            {
                DropStale();
                if (!_due.TryPeek(out var next, out var at) || at.Ticks > moment.UtcTicks)
                {
                    _now = moment > _now ? moment : _now;
                    return fired;
                }

                _due.Dequeue();
                _now = new DateTimeOffset(Math.Max(at.Ticks, _now.UtcTicks), TimeSpan.Zero);
                timer = next.Timer;
                timer.Rearm(_now);
            }

            timer.Fire();
            fired++;
        }
    }

    private void DropStale()
    {
        while (_due.TryPeek(out var next, out _) && next.Version != next.Timer.Version)
            _due.Dequeue();
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public long Version { get; private set; }

        /// <summary>What the state calls itself, or else the class that made the callback.</summary>
        public string Owner => state?.ToString() is { } name && name != state.GetType().ToString()
            ? name
            : Written(callback.Method.DeclaringType);

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                Version++;
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    Enqueue(clock._now + (dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero));
                return true;
            }
        }

        // Called under the clock's lock, when the timer is about to fire.
        public void Rearm(DateTimeOffset now)
        {
            Version++;
            if (_period > TimeSpan.Zero)
                Enqueue(now + _period);
        }

        public void Dispose()
        {
            lock (clock._lock)
                Version++;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        // Past the classes that the compiler makes for lambdas.
        private static string Written(Type? type)
        {
            while (type is { IsNested: true } && type.Name.StartsWith('<'))
                type = type.DeclaringType;
            return type?.Name ?? "a timer";
        }

        private void Enqueue(DateTimeOffset at) =>
            clock._due.Enqueue((this, Version), (at.UtcTicks, clock._order++));
    }
}
