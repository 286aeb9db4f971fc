using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine;

namespace Switchboard.Tests.Embedded.Durable;

public sealed class TimerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Timers_fire_at_their_moment(bool replay)
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions().Orchestrator("Wait", async context =>
            {
                var began = context.CurrentUtcDateTime;
                await context.CreateTimer(TimeSpan.FromSeconds(1.25), default);
                var first = context.CurrentUtcDateTime - began;
                await context.CreateTimer(began.AddDays(30), default);
                await context.CreateTimer(TimeSpan.FromSeconds(-5), default);
                await context.CreateTimer(began, default);
                return $"{first} {context.CurrentUtcDateTime - began} {context.CurrentUtcDateTime.Kind}";
            }),
            replay);

        Assert.Equal("\"00:00:01.2500000 30.00:00:00 Utc\"", (await lab.RunAsync("Wait")).SerializedOutput);
        Assert.Null(lab.Clock.NextDue);
    }

    [Fact]
    public async Task A_long_timer_is_a_chain_of_three_days()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions().Orchestrator("Wait", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(7), default);
            return null;
        }));
        var began = lab.Clock.GetUtcNow();

        var id = await lab.BeginAsync("Wait");

        Assert.Equal(began.AddDays(3), lab.Clock.NextDue);
        await lab.EndAsync(id);
        Assert.Equal(began.AddDays(7), lab.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_timer_throws_and_holds_nothing(bool replay)
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions()
                .Activity<int>("Quick", n => n)
                .Orchestrator("Race", async context =>
                {
                    using var end = new CancellationTokenSource();
                    var timer = context.CreateTimer(TimeSpan.FromHours(1), end.Token);
                    var quick = context.CallActivityAsync<int>("Quick", 7);
                    var won = await Task.WhenAny(timer, quick) == quick;
                    end.Cancel();
                    try
                    {
                        await timer;
                        return "no";
                    }
                    catch (TaskCanceledException cancelled)
                    {
                        var again = context.CreateTimer(TimeSpan.FromHours(1), end.Token);
                        return $"{won} {cancelled.Message} {again.IsCanceled}";
                    }
                }),
            replay);
        var began = lab.Clock.GetUtcNow();

        Assert.Equal("\"True A task was canceled. True\"", (await lab.RunAsync("Race")).SerializedOutput);
        Assert.Equal(began, lab.Clock.GetUtcNow());
        Assert.Null(lab.Clock.NextDue);
        Assert.Equal(0, lab.Store.Count(DurableRows.Tasks));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timer_that_lost_keeps_the_instance_open(bool replay)
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions().Orchestrator("Leave", context =>
            {
                _ = context.CreateTimer(TimeSpan.FromMinutes(10), default);
                return Task.FromResult<object?>(1);
            }),
            replay);
        var began = lab.Clock.GetUtcNow();

        var id = await lab.BeginAsync("Leave");
        await lab.AdvanceAsync(TimeSpan.FromMinutes(9));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await lab.StateAsync(id)).RuntimeStatus);

        Assert.Equal("1", (await lab.EndAsync(id)).SerializedOutput);
        Assert.Equal(began.AddMinutes(10), lab.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Timers_can_be_as_early_as_on_Azure()
    {
        var functions = new ScriptedFunctions().Orchestrator("Wait", async context =>
        {
            var due = context.CurrentUtcDateTime.AddSeconds(1.9);
            await context.CreateTimer(due, default);
            return due - context.CurrentUtcDateTime;
        });
        var lab = await DurableLab.StartAsync(
            functions, new DurableSettings { Imprecision = new() { EarlyTimers = true } });

        Assert.Equal("\"00:00:00.9000000\"", (await lab.RunAsync("Wait")).SerializedOutput);
    }

    [Fact]
    public async Task Timers_can_be_as_late_as_on_Azure_each_by_its_own_delay()
    {
        var functions = new ScriptedFunctions().Orchestrator("Wait", async context =>
        {
            var delays = new List<double>();
            for (var i = 0; i < 20; i++)
            {
                var due = context.CurrentUtcDateTime.AddSeconds(5);
                await context.CreateTimer(due, default);
                delays.Add((context.CurrentUtcDateTime - due).TotalSeconds);
            }

            return delays;
        });
        var lab = await DurableLab.StartAsync(
            functions, new DurableSettings { Imprecision = new() { LateTimersSeconds = 4 } });

        var delays = (await lab.RunAsync("Wait")).ReadOutputAs<List<double>>()!;
        Assert.All(delays, delay => Assert.InRange(delay, 0, 4));
        Assert.Equal(20, delays.Distinct().Count());
        Assert.True(delays.Max() - delays.Min() > 2, $"From {delays.Min()} to {delays.Max()}.");
    }
}
