using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Engine;

namespace Switchboard.Tests.Embedded.Durable;

public sealed class StopTests
{
    [Fact]
    public async Task A_running_activity_may_finish_and_does_not_run_again()
    {
        var gate = new TaskCompletionSource<object?>();
        var begun = new TaskCompletionSource();
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Activity<int>("Slow", (_, _) =>
            {
                begun.TrySetResult();
                return gate.Task;
            })
            .Activity<int>("Next", n => n)
            .Orchestrator("Two", async context =>
                await context.CallActivityAsync<int>("Slow") + await context.CallActivityAsync<int>("Next", 1)));
        await lab.Client.ScheduleNewOrchestrationInstanceAsync("Two", new StartOrchestrationOptions("x"));
        await begun.Task;

        var stop = lab.Engine.StopAsync(CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => lab.Client.RaiseEventAsync("x", "e"));
        Assert.False(stop.IsCompleted);
        gate.SetResult(41);
        await stop;
        Assert.Equal(["Slow()"], lab.Functions.Calls);

        lab = await lab.CrashAsync();
        Assert.Equal("42", (await lab.EndAsync("x")).SerializedOutput);
        Assert.Equal(["Slow()", "Next(1)"], lab.Functions.Calls);
    }

    [Fact]
    public async Task Two_who_stop_it_at_once_both_wait_for_a_running_activity_and_no_longer()
    {
        var gate = new TaskCompletionSource<object?>();
        var begun = new TaskCompletionSource();
        var functions = new ScriptedFunctions()
            .Activity<int>("Slow", (_, _) =>
            {
                begun.TrySetResult();
                return gate.Task;
            })
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Slow"));
        var nobodyMoves = new ManualClock(DateTimeOffset.UnixEpoch);
        var lab = await DurableLab.StartAsync(functions, new DurableSettings { ShutdownClock = nobodyMoves });
        await lab.Client.ScheduleNewOrchestrationInstanceAsync("One", new StartOrchestrationOptions("x"));
        await begun.Task;

        var stops = new[] { lab.Engine.StopAsync(CancellationToken.None), lab.Engine.StopAsync(CancellationToken.None) };
        gate.SetResult(7);

        await Task.WhenAll(stops).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_activity_that_takes_too_long_is_cancelled_and_runs_again()
    {
        var begun = new TaskCompletionSource();
        var runs = 0;
        var real = new ManualClock(DateTimeOffset.UnixEpoch);
        var functions = new ScriptedFunctions()
            .Activity<int>("Slow", async (_, cancellation) =>
            {
                if (Interlocked.Increment(ref runs) > 1)
                    return 7;
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
                return null;
            })
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Slow"));
        var lab = await DurableLab.StartAsync(functions, new DurableSettings { ShutdownClock = real });
        await lab.Client.ScheduleNewOrchestrationInstanceAsync("One", new StartOrchestrationOptions("x"));
        await begun.Task;

        var stop = lab.Engine.StopAsync(CancellationToken.None);
        Assert.False(stop.IsCompleted);
        Assert.Null(lab.Clock.NextDue);
        real.AdvanceTo(real.NextDue!.Value);
        await stop;

        lab = await lab.CrashAsync();
        Assert.Equal("7", (await lab.EndAsync("x")).SerializedOutput);
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task An_activity_that_waits_for_a_clock_that_stands_still_is_cancelled_and_runs_again()
    {
        var begun = new TaskCompletionSource<string>();
        var runs = 0;
        var functions = new ScriptedFunctions()
            .Activity<int>("Slow", async (_, cancellation) =>
            {
                if (Interlocked.Increment(ref runs) > 1)
                    return 7;
                using var sent = TrackedWork.Send(out var errand);
                begun.SetResult(errand!);
                await Task.Delay(Timeout.Infinite, cancellation);
                return null;
            })
            .Orchestrator("One", async context => await context.CallActivityAsync<int>("Slow"));
        var nobodyMoves = new ManualClock(DateTimeOffset.UnixEpoch);
        var lab = await DurableLab.StartAsync(functions, new DurableSettings { ShutdownClock = nobodyMoves });
        await lab.Client.ScheduleNewOrchestrationInstanceAsync("One", new StartOrchestrationOptions("x"));

        using (lab.Tracker.Wait(await begun.Task))
            await lab.Engine.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        lab = await lab.CrashAsync();
        Assert.Equal("7", (await lab.EndAsync("x")).SerializedOutput);
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task A_busy_loop_stops_between_steps_and_goes_on()
    {
        var reached = new TaskCompletionSource();
        var rounds = 0;
        var lab = await DurableLab.StartAsync(new ScriptedFunctions().Orchestrator("Loop", context =>
        {
            var n = context.GetInput<int>();
            if (Interlocked.Increment(ref rounds) == 50)
                reached.TrySetResult();
            if (!context.InstanceId.EndsWith('!') && n >= 0)
                context.ContinueAsNew(n + 1);
            return Task.FromResult<object?>(n);
        }));
        await lab.Client.ScheduleNewOrchestrationInstanceAsync("Loop", 0, new StartOrchestrationOptions("x"));
        await reached.Task;
        var waiting = lab.Client.WaitForInstanceCompletionAsync("x");

        await lab.Engine.StopAsync(CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting);
        var input = (await lab.StateAsync("x")).ReadInputAs<int>();

        lab = await lab.CrashAsync(lab.Functions.Orchestrator(
            "Loop", context => Task.FromResult<object?>(context.GetInput<int>())));
        Assert.Equal(input, (await lab.EndAsync("x")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task The_cost_of_a_step_does_not_grow_with_the_history()
    {
        var functions = new ScriptedFunctions()
            .Activity<int>("Step", n => n)
            .Orchestrator("Steps", async context =>
            {
                for (var i = 0; i < context.GetInput<int>(); i++)
                    await context.CallActivityAsync("Step", i);
                return null;
            });

        var few = await WritesAsync(100);
        var many = await WritesAsync(1_000);

        Assert.InRange(many.Commits, 9 * few.Commits, 10 * few.Commits);
        Assert.InRange(many.Rows, 9 * few.Rows, 10 * few.Rows);

        async Task<(int Commits, int Rows)> WritesAsync(int steps)
        {
            var lab = await DurableLab.StartAsync(functions, new DurableSettings());
            await lab.RunAsync("Steps", steps);
            return (lab.Store.Commits, lab.Store.RowsWritten);
        }
    }
}
