namespace Switchboard.Embedded.Clock;

/// <summary>
/// Simulated time that runs <paramref name="speed"/> times as fast as real time, for timers, timestamps and the date.
/// </summary>
internal sealed class AcceleratedClock(double speed) : TimeProvider
{
    private DateTimeOffset _start = System.GetUtcNow();
    private readonly long _startTimestamp = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() =>
        _start + System.GetElapsedTime(_startTimestamp) * speed;

    public override long GetTimestamp() =>
        _startTimestamp + (long)((System.GetTimestamp() - _startTimestamp) * speed);

    /// <summary>
    /// Goes on from <paramref name="moment"/> if that is later than now: simulated time that an earlier process reached
    /// must not come again. Call it before anybody uses the clock.
    /// </summary>
    public void ResumeFrom(DateTimeOffset moment)
    {
        var ahead = moment - GetUtcNow();
        if (ahead > TimeSpan.Zero)
            _start += ahead;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new AcceleratedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan Real(TimeSpan simulated) => TimeSpan.FromMilliseconds(
        Math.Ceiling(Math.Max(simulated.TotalMilliseconds, 0) / speed));

    /// <summary>
    /// A timer that never fires before its simulated moment: real ones may be some milliseconds early, which is a long
    /// time when time runs fast.
    /// </summary>
    private sealed class AcceleratedTimer : ITimer
    {
        private readonly Lock _lock = new();
        private readonly AcceleratedClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _real;
        private DateTimeOffset? _due;
        private TimeSpan _period;

        public AcceleratedTimer(AcceleratedClock clock, TimerCallback callback, object? state)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            _real = System.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_lock)
            {
                _period = period;
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.GetUtcNow() + dueTime;
                return Arm();
            }
        }

        public void Dispose()
        {
            lock (_lock)
                _due = null;
            _real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            lock (_lock)
            {
                if (_due is not { } due)
                    return;
                if (_clock.GetUtcNow() < due)
                {
                    Arm();
                    return;
                }

                _due = _period > TimeSpan.Zero ? due + _period : null;
                Arm();
            }

            _callback(_state);
        }

        private bool Arm() => _real.Change(
            _due is { } due ? _clock.Real(due - _clock.GetUtcNow()) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
