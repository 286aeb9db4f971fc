using System.Collections.Concurrent;
using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine;

namespace Switchboard.Tests.Embedded.Durable;

public sealed class CrashTests
{
    private const string Expected = """["0.1.2","child a","child b","e1 e2","2"]""";

    // A bit of everything: activities in sequence and in parallel, a retry, timers, sub-orchestrations, events to
    // oneself and from outside, a second generation.
    private static ScriptedFunctions Everything()
    {
        var failed = new ConcurrentDictionary<string, bool>();
        return new ScriptedFunctions()
            .Activity<int>("Echo", n => n)
            .Activity<string>("Once", key => failed.TryAdd(key!, true) ? throw new TimeoutException() : key)
            .Orchestrator("Main", async context =>
            {
                var said = context.GetInput<List<string>>() ?? [];
                if (said.Count == 0)
                {
                    var numbers = new List<int> { await context.CallActivityAsync<int>("Echo", 0) };
                    numbers.AddRange(await Task.WhenAll(
                        context.CallActivityAsync<int>("Echo", 1), context.CallActivityAsync<int>("Echo", 2)));
                    said.Add(string.Join('.', numbers));
                    await context.CreateTimer(TimeSpan.FromMinutes(1), default);
                    said.AddRange(await Task.WhenAll(
                        context.CallSubOrchestratorAsync<string>("Child", "a"),
                        context.CallSubOrchestratorAsync<string>("Child", "b")));
                    context.SendEvent(context.InstanceId, "e", "e2");
                    context.ContinueAsNew(said);
                    return null;
                }

                var first = await context.WaitForExternalEvent<string>("e");
                said.Add($"{first} {await context.WaitForExternalEvent<string>("E")}");
                said.Add(await context.CallActivityAsync<string>(
                    "Once", "2", TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(5)))));
                return said;
            })
            .Orchestrator("Child", async context =>
            {
                await context.CreateTimer(TimeSpan.FromSeconds(30), default);
                return $"child {context.GetInput<string>()}";
            });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_commit_changes_nothing(bool replay)
    {
        var calm = await DurableLab.StartAsync(Everything(), replay);
        await BeginAsync(calm);
        Assert.Equal(Expected, (await calm.EndAsync("x")).SerializedOutput);
        var commits = calm.Store.Commits;
        Assert.True(commits > 15, $"{commits} commits");

        // The start and the event have been acknowledged; from there on any commit may be the last.
        for (var at = 0; at < commits; at++)
        {
            var lab = await DurableLab.StartAsync(Everything(), replay);
            await BeginAsync(lab);
            lab.Store.CommitsLeft = at;
            await DieAsync(lab);

            lab = await lab.CrashAsync();
            var end = await lab.EndAsync("x");

            Assert.True(Expected == end.SerializedOutput, $"Crash at commit {at}: {end.SerializedOutput}");
            Assert.Equal(0, lab.Store.Count(DurableRows.Tasks) + lab.Store.Count(DurableRows.Inbox));
            Assert.Null(lab.Clock.NextDue);
        }
    }

    [Fact]
    public async Task What_was_under_way_can_stay_locked_as_long_as_on_Azure()
    {
        var runs = 0;
        var begun = new TaskCompletionSource();
        var functions = new ScriptedFunctions()
            .Activity<int>("Work", async (_, _) =>
            {
                begun.TrySetResult();
                if (++runs == 1)
                    await new TaskCompletionSource().Task;
                return runs;
            })
            .Orchestrator("Works", async context => await context.CallActivityAsync<int>("Work", 0))
            .Orchestrator("Waits", async context =>
            {
                await context.CreateTimer(TimeSpan.FromMinutes(1), default);
                return context.CurrentUtcDateTime.TimeOfDay;
            });
        var lab = await DurableLab.StartAsync(
            functions, new DurableSettings { Imprecision = new() { LockAfterCrashSeconds = 300 } });
        await lab.BeginAsync("Waits", id: "waits");
        await lab.Client.ScheduleNewOrchestrationInstanceAsync("Works", new StartOrchestrationOptions("works"));
        await begun.Task;

        var next = await lab.CrashAsync();
        await next.AdvanceAsync(TimeSpan.FromSeconds(299));
        Assert.Equal("\"08:01:00\"", (await next.StateAsync("waits")).SerializedOutput);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await next.StateAsync("works")).RuntimeStatus);
        await next.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("2", (await next.StateAsync("works")).SerializedOutput);
    }

    [Fact]
    public async Task A_crash_repeats_at_most_the_activity_under_way()
    {
        var functions = new ScriptedFunctions()
            .Activity<int>("Step", n => n)
            .Orchestrator("Steps", async context =>
            {
                for (var i = 0; i < 5; i++)
                    await context.CallActivityAsync("Step", i);
                return null;
            });

        for (var at = 1; at < 7; at++)
        {
            functions.Calls.Clear();
            var lab = await DurableLab.StartAsync(functions);
            lab.Store.CommitsLeft = at;
            await lab.Client.ScheduleNewOrchestrationInstanceAsync("Steps", new StartOrchestrationOptions("x"));
            await lab.Store.Died;
            lab = await lab.CrashAsync();
            await lab.EndAsync("x");

            Assert.Equal(5, functions.Calls.Distinct().Count());
            Assert.InRange(functions.Calls.Count, 5, 6);
        }
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_it_is_committed()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("n")));
        await lab.BeginAsync("Wait", id: "x");
        lab.Store.CommitsLeft = 0;

        var raise = lab.Client.RaiseEventAsync("x", "n", 1);
        var start = lab.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await lab.Store.Died;
        Assert.False(raise.IsCompleted || start.IsCompleted);

        lab = await lab.CrashAsync();
        await lab.Client.RaiseEventAsync("x", "n", 2);
        Assert.Equal("2", (await lab.EndAsync("x")).SerializedOutput);
        Assert.Single(await lab.Client.GetAllInstancesAsync().ToListAsync());
    }

    [Fact]
    public async Task A_failed_commit_fails_the_request_and_is_tried_again_for_what_is_stored()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Activity<int>("Echo", n => n)
            .Orchestrator("Wait", async context =>
            {
                var n = await context.WaitForExternalEvent<int>("n");
                await context.CreateTimer(TimeSpan.FromMinutes(1), default);
                return await context.CallActivityAsync<int>("Echo", n);
            }));
        await lab.BeginAsync("Wait", id: "x");

        lab.Store.FailCommits(1);
        await Assert.ThrowsAsync<IOException>(() => lab.Client.RaiseEventAsync("x", "n", 1));
        await lab.Client.RaiseEventAsync("x", "n", 2);
        await lab.SettleAsync();
        lab.Store.FailCommits(2);

        Assert.Equal("2", (await lab.EndAsync("x")).SerializedOutput);
    }

    [Fact]
    public async Task Scheduled_starts_and_timers_survive()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions().Orchestrator("Wait", async context =>
        {
            var began = context.CurrentUtcDateTime;
            await context.CreateTimer(TimeSpan.FromHours(1), default);
            return (context.CurrentUtcDateTime - began).TotalHours;
        }));
        var later = new StartOrchestrationOptions("later", lab.Clock.GetUtcNow().AddHours(5));
        await lab.Client.ScheduleNewOrchestrationInstanceAsync("Wait", later);
        await lab.BeginAsync("Wait", id: "now");

        lab = await lab.CrashAsync();
        Assert.Equal("1", (await lab.EndAsync("now")).SerializedOutput);
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await lab.StateAsync("later")).RuntimeStatus);
        lab = await lab.CrashAsync();
        Assert.Equal("1", (await lab.EndAsync("later")).SerializedOutput);
        Assert.Equal(later.StartAt!.Value.AddHours(1), lab.Clock.GetUtcNow());
    }

    private static async Task BeginAsync(DurableLab lab)
    {
        await lab.Client.ScheduleNewOrchestrationInstanceAsync("Main", new StartOrchestrationOptions("x"));
        await lab.Client.RaiseEventAsync("x", "e", "e1");
    }

    // Moves the clock like EndAsync does, until the store dies or the instance is over.
    private static async Task DieAsync(DurableLab lab)
    {
        while (true)
        {
            await Task.WhenAny(lab.SettleAsync(), lab.Store.Died);
            if (lab.Store.Died.IsCompleted || (await lab.StateAsync("x")).IsCompleted)
                return;
            lab.Clock.AdvanceTo(lab.Clock.NextDue!.Value);
        }
    }
}
