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

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new AcceleratedTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    // Rounded up to the timer's own millisecond, so that a timer never fires before its simulated moment.
    private TimeSpan Real(TimeSpan simulated) =>
        simulated == Timeout.InfiniteTimeSpan || simulated <= TimeSpan.Zero
            ? simulated
            : TimeSpan.FromMilliseconds(Math.Ceiling(simulated.TotalMilliseconds / speed));

    private sealed class AcceleratedTimer(ITimer timer, AcceleratedClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
