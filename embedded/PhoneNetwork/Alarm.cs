using Switchboard.Embedded.Clock;

namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>One thing to do later; setting it again forgets what it was set for. To be used under the gate.</summary>
internal sealed class Alarm(TimeProvider clock, WorkTracker tracker, Lock gate)
{
    private ITimer? _timer;
    private long _version;

    public void Set(TimeSpan delay, Action what)
    {
        Clear();
        var version = _version;
        _timer = clock.CreateTimer(_ => Ring(version, what), null, delay, Timeout.InfiniteTimeSpan);
    }

    public void Clear()
    {
        _version++;
        _timer?.Dispose();
        _timer = null;
    }

    private void Ring(long version, Action what)
    {
        using var work = tracker.Begin("phone network");
        lock (gate)
        {
            if (version == _version)
                what();
        }
    }
}
