using Switchboard.Embedded.Clock;

namespace Switchboard.Tests.Embedded.Clock;

public class ManualClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Start);
    private readonly List<(string Timer, TimeSpan At)> _fired = [];

    [Fact]
    public void Timers_fire_in_order_each_at_its_moment()
    {
        Set("late", 5);
        Set("early", 2);
        Set("also late", 5);

        Assert.Equal(Start.AddSeconds(2), _clock.NextDue);
        Assert.Equal(3, _clock.AdvanceTo(Start.AddSeconds(10)));

        Assert.Equal([("early", Seconds(2)), ("late", Seconds(5)), ("also late", Seconds(5))], _fired);
        Assert.Equal(Start.AddSeconds(10), _clock.GetUtcNow());
        Assert.Null(_clock.NextDue);
    }

    [Fact]
    public void A_timer_set_by_another_fires_within_the_same_move()
    {
        using var first = _clock.CreateTimer(_ => Set("second", 1), null, Seconds(1), Timeout.InfiniteTimeSpan);

        _clock.AdvanceTo(Start.AddSeconds(2));

        Assert.Equal([("second", Seconds(2))], _fired);
    }

    [Fact]
    public void A_period_repeats_until_the_timer_is_changed_or_gone()
    {
        var timer = _clock.CreateTimer(_ => Note("tick"), null, Seconds(1), Seconds(2));
        _clock.AdvanceTo(Start.AddSeconds(5));
        timer.Change(Seconds(10), Timeout.InfiniteTimeSpan);
        _clock.AdvanceTo(Start.AddSeconds(20));
        timer.Change(Seconds(1), Seconds(1));
        timer.Dispose();
        _clock.AdvanceTo(Start.AddSeconds(30));

        Assert.Equal([1, 3, 5, 15], _fired.Select(fired => fired.At.TotalSeconds));
    }

    [Fact]
    public void Moving_back_moves_nothing()
    {
        _clock.AdvanceTo(Start.AddSeconds(-5));
        Assert.Equal(Start, _clock.GetUtcNow());
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private void Set(string name, double seconds) =>
        _clock.CreateTimer(_ => Note(name), null, Seconds(seconds), Timeout.InfiniteTimeSpan);

    private void Note(string name) => _fired.Add((name, _clock.GetUtcNow() - Start));
}
