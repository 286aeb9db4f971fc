using Switchboard.Embedded.Clock;

namespace Switchboard.Tests.Embedded.Clock;

public class AcceleratedClockTests
{
    [Fact]
    public void Time_that_an_earlier_process_reached_does_not_come_again()
    {
        var clock = new AcceleratedClock(60);
        var reached = clock.GetUtcNow().AddDays(2);

        clock.ResumeFrom(reached);

        Assert.InRange(clock.GetUtcNow(), reached, reached.AddDays(1));
    }

    [Fact]
    public void Time_that_lies_behind_changes_nothing()
    {
        var clock = new AcceleratedClock(60);
        var before = clock.GetUtcNow();

        clock.ResumeFrom(before.AddDays(-2));

        Assert.InRange(clock.GetUtcNow(), before, before.AddDays(1));
    }

    [Fact]
    public async Task A_timer_fires_at_its_simulated_moment()
    {
        var clock = new AcceleratedClock(1_000);
        var due = clock.GetUtcNow().AddSeconds(30);
        var fired = new TaskCompletionSource<DateTimeOffset>(TaskCreationOptions.RunContinuationsAsynchronously);

        await using var timer = clock.CreateTimer(
            _ => fired.SetResult(clock.GetUtcNow()), null, TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan);

        Assert.True(await fired.Task >= due);
    }
}
