using Switchboard.Embedded.Clock;

namespace Switchboard.Tests.Embedded.Clock;

/// <summary>What keeps a manual clock from moving, and what does not.</summary>
public sealed class WorkTrackerTests
{
    private readonly WorkTracker _tracker = new();

    [Fact]
    public void Work_counts_until_it_is_over()
    {
        var work = _tracker.Begin("work");
        var under = _tracker.UnderWay["work"];
        var idle = _tracker.WhenIdleAsync();
        var before = idle.IsCompleted;

        work.Dispose();
        work.Dispose();

        Assert.Equal(1, under);
        Assert.False(before);
        Assert.True(idle.IsCompleted);
        Assert.Empty(_tracker.UnderWay);
    }

    [Fact]
    public void Whoever_waits_for_an_answer_that_waits_for_the_clock_does_not_count_meanwhile()
    {
        using var work = _tracker.Begin("activity");
        work.Carry();
        using var sent = TrackedWork.Send(out var errand);

        var wait = _tracker.Wait(errand);
        var during = _tracker.WhenIdleAsync().IsCompleted;
        wait.Dispose();
        wait.Dispose();

        Assert.True(during);
        Assert.Equal(1, _tracker.UnderWay["activity"]);
        Assert.False(_tracker.WhenIdleAsync().IsCompleted);
    }

    [Fact]
    public void So_does_whoever_waits_for_them()
    {
        using var delivery = _tracker.Begin("event");
        delivery.Carry();
        using var posted = TrackedWork.Send(out var post);
        using var function = _tracker.Begin("function", post);
        function.Carry();
        using var asked = TrackedWork.Send(out var request);

        using (_tracker.Wait(request))
            Assert.True(_tracker.WhenIdleAsync().IsCompleted);

        Assert.Equal(2, _tracker.UnderWay.Count);
        function.Dispose();
        Assert.Equal(["event"], _tracker.UnderWay.Keys);
    }

    [Fact]
    public void Whoever_has_another_answer_coming_counts()
    {
        using var work = _tracker.Begin("activity");
        work.Carry();
        using var slow = TrackedWork.Send(out var errand);
        var quick = TrackedWork.Send(out _);
        using var wait = _tracker.Wait(errand);
        var withBoth = _tracker.WhenIdleAsync().IsCompleted;

        quick!.Dispose();

        Assert.False(withBoth);
        Assert.True(_tracker.WhenIdleAsync().IsCompleted);
    }

    [Fact]
    public void Work_that_is_given_up_while_it_waits_is_over()
    {
        using var client = _tracker.Begin("client");
        client.Carry();
        using var sent = TrackedWork.Send(out var errand);
        var work = _tracker.Begin("server", errand);
        work.Carry();
        using var asked = TrackedWork.Send(out var request);
        using var wait = _tracker.Wait(request);

        work.Dispose();

        Assert.Equal(["client"], _tracker.UnderWay.Keys);
    }

    [Fact]
    public void An_errand_that_nobody_sent_keeps_nobody()
    {
        using var work = _tracker.Begin("work");

        using (_tracker.Wait("unknown"))
        using (_tracker.Wait(null))
            Assert.False(_tracker.WhenIdleAsync().IsCompleted);
    }
}
