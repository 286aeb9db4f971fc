using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine;

namespace Switchboard.Tests.Embedded.Durable;

public sealed class ReplayTests
{
    private const string Changed =
        "Was a change made to the orchestrator code after this instance had already started running?";

    [Fact]
    public async Task Another_activity_is_found_out() => Assert.Equal(
        "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException: Non-Deterministic workflow detected: A "
        + "previous execution of this orchestration scheduled an activity task with sequence number 0 named 'AStr', "
        + "but the current orchestration replay instead scheduled an activity task named 'ANull' with this sequence "
        + "number.  " + Changed,
        await ChangeAsync(async context =>
        {
            await context.CallActivityAsync("ANull");
            await context.WaitForExternalEvent<object>("go");
        }));

    [Fact]
    public async Task Another_kind_of_step_is_found_out() => Assert.EndsWith(
        "but the current orchestration replay instead produced a CreateTimerOrchestratorAction action with this "
        + "sequence number. " + Changed,
        await ChangeAsync(async context =>
        {
            await context.CreateTimer(TimeSpan.FromSeconds(1), default);
            await context.WaitForExternalEvent<object>("go");
        }));

    [Fact]
    public async Task A_missing_step_is_found_out() => Assert.EndsWith(
        "with sequence ID 0 and name 'AStr' (version ''), but the current replay execution hasn't (yet?) scheduled this"
        + " task. " + Changed,
        await ChangeAsync(async context => await context.WaitForExternalEvent<object>("go")));

    [Fact]
    public async Task Another_input_and_further_steps_are_not_changes() => Assert.Equal(
        "\"changed\"",
        await ChangeAsync(async context =>
        {
            await context.CallActivityAsync("AStr", "other");
            await context.WaitForExternalEvent<object>("go");
            await context.CallActivityAsync("ANull");
        }));

    [Theory]
    [InlineData("delay")]
    [InlineData("run")]
    [InlineData("configure")]
    [InlineData("never")]
    [InlineData("foreign")]
    public async Task Awaiting_what_is_not_durable_fails_and_says_so(string what)
    {
        var source = new TaskCompletionSource();
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Activity<int>("A", n => n)
            .Orchestrator("Bad", async context =>
            {
                switch (what)
                {
                    case "delay":
                        await Task.Delay(10);
                        break;
                    case "run":
                        await Task.Run(() => source.Task);
                        break;
                    case "configure":
                        await context.CallActivityAsync("A").ConfigureAwait(false);
                        break;
                    case "never":
                        await new TaskCompletionSource().Task;
                        break;
                    default:
                        _ = context.CreateTimer(TimeSpan.FromDays(1), default);
                        await source.Task;
                        break;
                }

                return "done";
            }));

        var id = await lab.Client.ScheduleNewOrchestrationInstanceAsync("Bad");
        await lab.Client.WaitForInstanceStartAsync(id);
        source.TrySetResult();
        var end = await lab.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("awaited something that is not durable", end.SerializedOutput);
        await lab.SettleAsync();
        Assert.Null(lab.Clock.NextDue);
    }

    [Fact]
    public async Task Yields_continuations_and_completed_tasks_are_fine()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Activity<int>("A", n => n + 1)
            .Orchestrator("Good", async context =>
            {
                await Task.Yield();
                await Task.CompletedTask.ConfigureAwait(false);
                var later = context.CallActivityAsync<int>("A", 1)
                    .ContinueWith(done => done.Result * 10, TaskScheduler.Current);
                return await later + await context.CallActivityAsync<int>("A", 2);
            }));

        Assert.Equal("23", (await lab.RunAsync("Good")).SerializedOutput);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Guids_and_time_are_the_same_in_every_replay(bool replay)
    {
        var seen = new List<string>();
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions().Orchestrator("Same", async context =>
            {
                var guids = new List<Guid> { context.NewGuid(), context.NewGuid() };
                var times = new List<DateTime> { context.CurrentUtcDateTime };
                for (var i = 0; i < 3; i++)
                {
                    await context.CreateTimer(TimeSpan.FromMinutes(1), default);
                    guids.Add(context.NewGuid());
                    times.Add(context.CurrentUtcDateTime);
                }

                seen.Add(string.Join(' ', guids.Select(guid => guid.ToString()).Concat(times.Select(at => $"{at:T}"))));
                return guids;
            }),
            replay);

        var id = await lab.BeginAsync("Same", id: "same");
        await lab.AdvanceAsync(TimeSpan.FromMinutes(2));
        lab = await lab.CrashAsync();
        var first = (await lab.EndAsync(id)).ReadOutputAs<Guid[]>()!;
        var second = (await lab.RunAsync("Same", id: "same")).ReadOutputAs<Guid[]>()!;

        Assert.Equal(2, seen.Count);
        Assert.EndsWith("08:00:00 08:01:00 08:02:00 08:03:00", seen[0]);
        Assert.All(first, guid => Assert.Equal(5, guid.Version));
        Assert.Equal(5, first.Distinct().Count());
        Assert.Empty(first.Intersect(second));
    }

    [Fact]
    public async Task Guids_do_not_change_when_rebuilt()
    {
        var seen = new HashSet<Guid>();
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions().Orchestrator("Same", async context =>
            {
                lock (seen)
                    seen.Add(context.NewGuid());
                await context.CreateTimer(TimeSpan.FromMinutes(1), default);
                await context.CreateTimer(TimeSpan.FromMinutes(1), default);
                return null;
            }),
            replayEveryEvent: true);

        await lab.RunAsync("Same");

        Assert.Single(seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Loggers_are_silent_in_replays(bool replay)
    {
        var lines = new Lines();
        var functions = new ScriptedFunctions().Orchestrator("Log", async context =>
        {
            var log = context.CreateReplaySafeLogger("Test.Log");
            var replaying = context.IsReplaying;
            for (var i = 0; i < 3; i++)
            {
                log.LogInformation("line {Number}", i);
                await context.CreateTimer(TimeSpan.FromSeconds(1), default);
            }

            return replaying || context.IsReplaying;
        });
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(lines));
        var lab = await DurableLab.StartAsync(functions, new DurableSettings { ReplayEveryEvent = replay }, loggers);

        Assert.Equal(replay || DurableLab.ReplayEveryEvent ? "true" : "false", (await lab.RunAsync("Log")).SerializedOutput);
        Assert.Equal(["line 0", "line 1", "line 2"], lines.Written);
    }

    [Fact]
    public async Task Cold_instances_are_rebuilt_when_something_happens()
    {
        var runs = 0;
        var functions = new ScriptedFunctions().Orchestrator("Wait", async context =>
        {
            Interlocked.Increment(ref runs);
            var first = await context.WaitForExternalEvent<int>("n");
            return first + await context.WaitForExternalEvent<int>("n");
        });
        var lab = await DurableLab.StartAsync(functions, new DurableSettings { MaxHotInstances = 2 });

        foreach (var id in new[] { "a", "b", "c", "d" })
            await lab.BeginAsync("Wait", id: id);
        foreach (var n in new[] { 1, 10 })
        {
            foreach (var id in new[] { "a", "b", "c", "d" })
            {
                await lab.Client.RaiseEventAsync(id, "n", n);
                await lab.SettleAsync();
            }
        }

        foreach (var id in new[] { "a", "b", "c", "d" })
            Assert.Equal("11", (await lab.StateAsync(id)).SerializedOutput);
        Assert.True(runs > 4, $"{runs} runs: nothing was rebuilt.");
    }

    private static async Task<string?> ChangeAsync(Func<TaskOrchestrationContext, Task> changed)
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Activity<string>("AStr", _ => "x")
            .Activity<string>("ANull", _ => null)
            .Orchestrator("Code", async context =>
            {
                await context.CallActivityAsync("AStr");
                await context.WaitForExternalEvent<object>("go");
                return "unchanged";
            }));
        await lab.BeginAsync("Code", id: "x");

        lab = await lab.CrashAsync(lab.Functions.Orchestrator("Code", async context =>
        {
            await changed(context);
            return "changed";
        }));
        await lab.Client.RaiseEventAsync("x", "go");
        return (await lab.EndAsync("x")).SerializedOutput;
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) =>
            categoryName == "Test.Log" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Written.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
