using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine;

namespace Switchboard.Tests.Embedded.Durable;

public sealed class ControlTests
{
    private static ScriptedFunctions Functions => new ScriptedFunctions()
        .Activity<int>("Add", n => n + 1)
        .Orchestrator("Quick", context => Task.FromResult<object?>(context.GetInput<object>()))
        .Orchestrator("Fails", _ => throw new InvalidOperationException("orch boom"))
        .Orchestrator("Cancels", _ => throw new OperationCanceledException("stop"))
        .Orchestrator("Waits", async context =>
        {
            context.SetCustomStatus("waiting");
            var word = await context.WaitForExternalEvent<string>("word");
            context.SetCustomStatus(null);
            await context.CreateTimer(TimeSpan.FromMinutes(1), default);
            return word;
        });

    [Fact]
    public async Task States_read_as_on_Azure()
    {
        var lab = await DurableLab.StartAsync(Functions);
        Assert.Null(await lab.Client.GetInstanceAsync("nobody"));

        var pending = await lab.Client.ScheduleNewOrchestrationInstanceAsync(
            "Quick",
            5,
            new StartOrchestrationOptions(StartAt: lab.Clock.GetUtcNow().AddMinutes(10))
            {
                Tags = new Dictionary<string, string> { ["a"] = "b" },
            });
        await lab.SettleAsync();
        var state = await lab.StateAsync(pending);
        Assert.Equal(OrchestrationRuntimeStatus.Pending, state.RuntimeStatus);
        Assert.False(state.IsRunning || state.IsCompleted);
        Assert.Equal(("5", null, null), (state.SerializedInput, state.SerializedOutput, state.SerializedCustomStatus));
        Assert.Equal("b", state.Tags["a"]);

        var waits = await lab.BeginAsync("Waits");
        state = await lab.StateAsync(waits);
        Assert.True(state.IsRunning);
        Assert.Equal("\"waiting\"", state.SerializedCustomStatus);
        await lab.Client.RaiseEventAsync(waits, "word", "x");
        await lab.SettleAsync();
        Assert.Null((await lab.StateAsync(waits)).SerializedCustomStatus);

        state = await lab.RunAsync("Fails");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, state.RuntimeStatus);
        Assert.Equal("System.InvalidOperationException: orch boom", state.SerializedOutput);
        Assert.Null(state.FailureDetails);
        Assert.StartsWith("{\"message\":", (await lab.RunAsync("Cancels")).SerializedOutput);

        var bare = (await lab.Client.GetInstanceAsync(waits))!;
        Assert.Equal((null, null, null), (bare.SerializedInput, bare.SerializedCustomStatus, bare.DataConverter));
        Assert.Throws<InvalidOperationException>(() => bare.ReadInputAs<int>());

        Assert.Equal("5", (await lab.EndAsync(pending)).SerializedOutput);
    }

    [Fact]
    public async Task An_unknown_orchestrator_is_accepted_and_fails()
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions().Orchestrator("B", null!).Orchestrator("A", null!));

        var end = await lab.RunAsync("NoSuchOrch");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(
            """{"message":"The function \u0027NoSuchOrch\u0027 doesn\u0027t exist, is disabled, or is not an """
            + "orchestrator function. Additional info: The following are the known orchestrator functions: "
            + """\u0027A\u0027, \u0027B\u0027.","details":null}""",
            end.SerializedOutput);
    }

    [Fact]
    public async Task An_id_in_use_is_refused_and_one_that_is_over_is_replaced()
    {
        var lab = await DurableLab.StartAsync(Functions);
        await lab.BeginAsync("Waits", id: "e-run");
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => lab.BeginAsync("Quick", id: "e-run"));
        Assert.Equal("OrchestrationAlreadyExistsException", refused.GetType().Name);
        Assert.Equal("An Orchestration instance with the ID e-run already exists.", refused.Message);

        await lab.RunAsync("Quick", 1, "again");
        var created = (await lab.StateAsync("again")).CreatedAt;
        await lab.AdvanceAsync(TimeSpan.FromSeconds(1));
        var dedupe = new StartOrchestrationOptions("again").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);
        await Assert.ThrowsAnyAsync<Exception>(
            () => lab.Client.ScheduleNewOrchestrationInstanceAsync("Quick", 2, dedupe));
        var replaced = await lab.RunAsync("Quick", 3, "again");
        Assert.Equal("3", replaced.SerializedOutput);
        Assert.Equal(created.AddSeconds(1), replaced.CreatedAt);
        Assert.Single(lab.Store.Range(DurableRows.History, "again"));
    }

    [Theory]
    [InlineData("a/b\\c#d?e%f g'h:i+j\tké")]
    [InlineData(".")]
    [InlineData("Case")]
    public async Task Any_text_is_an_id(string id)
    {
        var lab = await DurableLab.StartAsync(Functions);

        Assert.Equal(id, (await lab.RunAsync("Quick", 1, id)).InstanceId);
        Assert.Null(await lab.Client.GetInstanceAsync(id.ToUpperInvariant() + "x"));
    }

    [Fact]
    public async Task Some_ids_and_versions_are_refused()
    {
        var lab = await DurableLab.StartAsync(Functions);

        Assert.Equal(32, (await lab.BeginAsync("Quick", id: "")).Length);
        var entity = await Assert.ThrowsAsync<ArgumentException>(() => lab.BeginAsync("Quick", id: "@x"));
        Assert.EndsWith("when entity support is enabled. (Parameter 'options?.InstanceId')", entity.Message);
        var longOne = await Assert.ThrowsAnyAsync<Exception>(() => lab.BeginAsync("Quick", id: new string('x', 600)));
        Assert.Contains("Failed to start instance with ID", longOne.Message);
        var second = new StartOrchestrationOptions { Version = "2.0" };
        var version = await Assert.ThrowsAsync<NotSupportedException>(
            () => lab.Client.ScheduleNewOrchestrationInstanceAsync("Quick", second));
        Assert.Contains("Pending for ever", version.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_suspended_instance_records_and_goes_on_later(bool replay)
    {
        var lab = await DurableLab.StartAsync(Functions, replay);
        var id = await lab.BeginAsync("Waits");

        await lab.Client.SuspendInstanceAsync(id, "why");
        var state = await lab.StateAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Suspended, "why"), (state.RuntimeStatus, state.SerializedOutput));
        await Assert.ThrowsAnyAsync<Exception>(() => lab.Client.SuspendInstanceAsync(id));
        await Assert.ThrowsAnyAsync<Exception>(() => lab.Client.ResumeInstanceAsync("nobody"));

        await lab.Client.RaiseEventAsync(id, "word", "kept");
        await lab.SettleAsync();
        Assert.Null(lab.Clock.NextDue);

        lab = await lab.CrashAsync();
        await lab.Client.ResumeInstanceAsync(id);
        await lab.SettleAsync();
        Assert.NotNull(lab.Clock.NextDue);
        Assert.Equal("\"kept\"", (await lab.EndAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task Termination_ends_at_once_in_any_state()
    {
        var lab = await DurableLab.StartAsync(Functions);
        var waits = await lab.BeginAsync("Waits");
        var later = await lab.Client.ScheduleNewOrchestrationInstanceAsync(
            "Quick", new StartOrchestrationOptions(StartAt: lab.Clock.GetUtcNow().AddHours(1)));
        var suspended = await lab.BeginAsync("Waits");
        await lab.Client.SuspendInstanceAsync(suspended);

        await lab.Client.TerminateInstanceAsync(waits, new { Why = "x" });
        await lab.Client.TerminateInstanceAsync(later);
        await lab.Client.TerminateInstanceAsync(suspended, "bye");

        var state = await lab.StateAsync(waits);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, state.RuntimeStatus);
        Assert.Equal("""{"Why":"x"}""", state.SerializedOutput);
        Assert.Equal("\"waiting\"", state.SerializedCustomStatus);
        Assert.Null((await lab.StateAsync(later)).SerializedOutput);
        Assert.Equal("\"bye\"", (await lab.StateAsync(suspended)).SerializedOutput);
        await lab.SettleAsync();
        Assert.Null(lab.Clock.NextDue);

        var over = await Assert.ThrowsAnyAsync<Exception>(() => lab.Client.TerminateInstanceAsync(waits));
        var unknown = await Assert.ThrowsAnyAsync<Exception>(() => lab.Client.TerminateInstanceAsync("X"));
        Assert.Contains("because instance is in the Terminated state.", over.Message);
        Assert.Contains("ArgumentException: No instance with ID 'X' was found.", unknown.Message);
    }

    [Fact]
    public async Task The_outcome_of_an_activity_of_a_terminated_instance_is_nothing_to_its_successor()
    {
        var gate = new TaskCompletionSource<object?>();
        var begun = new TaskCompletionSource();
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Activity<int>("Old", (_, _) =>
            {
                begun.TrySetResult();
                return gate.Task;
            })
            .Activity<int>("New", n => n)
            .Orchestrator("First", async context => await context.CallActivityAsync<int>("Old", 1))
            .Orchestrator("Second", async context =>
            {
                await context.WaitForExternalEvent<object>("go");
                return await context.CallActivityAsync<int>("New", 2);
            }));
        await lab.Client.ScheduleNewOrchestrationInstanceAsync("First", new StartOrchestrationOptions("x"));
        await begun.Task;
        await lab.Client.TerminateInstanceAsync("x");
        await lab.Client.ScheduleNewOrchestrationInstanceAsync("Second", new StartOrchestrationOptions("x"));
        gate.SetResult(99);
        await lab.SettleAsync();

        await lab.Client.RaiseEventAsync("x", "go");
        Assert.Equal("2", (await lab.EndAsync("x")).SerializedOutput);
    }

    [Fact]
    public async Task Queries_filter_and_purges_forget()
    {
        var lab = await DurableLab.StartAsync(Functions);
        for (var i = 0; i < 3; i++)
            await lab.RunAsync("Quick", i, $"q-{i}");
        await lab.AdvanceAsync(TimeSpan.FromMinutes(1));
        await lab.BeginAsync("Waits", id: "w");
        await lab.RunAsync("Fails", id: "Q-fails");

        Assert.Equal(["q-0", "q-1", "q-2"], await Ids(new() { InstanceIdPrefix = "q-" }));
        Assert.Equal(["Q-fails"], await Ids(new() { Statuses = [OrchestrationRuntimeStatus.Failed] }));
        Assert.Equal(["Q-fails", "w"], await Ids(new() { CreatedFrom = lab.Clock.GetUtcNow() }));
        Assert.Equal(3, (await Ids(new() { CreatedTo = lab.Clock.GetUtcNow().AddSeconds(-1) })).Count);
        Assert.Empty(await Ids(new() { TaskHubNames = ["Other"] }));
        Assert.Equal(5, (await Ids(new() { TaskHubNames = ["testhubname"] })).Count);
        var pages = await lab.Client.GetAllInstancesAsync(new(PageSize: 2)).AsPages().ToListAsync();
        Assert.Equal((5, null), (Assert.Single(pages).Values.Count, pages[0].ContinuationToken));
        var one = (await lab.Client.GetAllInstancesAsync(new(InstanceIdPrefix: "q-1")).ToListAsync()).Single();
        Assert.Equal((null, "1"), (one.SerializedInput, one.SerializedOutput));

        Assert.Equal(1, (await lab.Client.PurgeInstanceAsync("q-0")).PurgedInstanceCount);
        Assert.Equal(0, (await lab.Client.PurgeInstanceAsync("q-0")).PurgedInstanceCount);
        var running = await Assert.ThrowsAsync<InvalidOperationException>(() => lab.Client.PurgeInstanceAsync("w"));
        Assert.EndsWith("with instance ID w has status Running", running.Message);
        Assert.Equal(4, (await lab.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter())).PurgedInstanceCount);
        Assert.Empty(await Ids(new()));
        Assert.Equal(0, lab.Store.Count(DurableRows.History) + lab.Store.Count(DurableRows.Instances));

        async Task<List<string>> Ids(OrchestrationQuery query) =>
            [.. (await lab.Client.GetAllInstancesAsync(query).ToListAsync()).Select(found => found.InstanceId).Order()];
    }

    [Fact]
    public async Task Queries_answer_in_pages_on_demand()
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions().Orchestrator("Quick", _ => Task.FromResult<object?>(null)),
            new DurableSettings { Imprecision = new() { PagedQueries = true } });
        for (var i = 0; i < 5; i++)
            await lab.RunAsync("Quick", id: $"q-{i}");

        var pages = await lab.Client.GetAllInstancesAsync(new(PageSize: 2)).AsPages().ToListAsync();
        Assert.Equal([2, 2, 1, 0], pages.Select(page => page.Values.Count));
        Assert.Null(pages[^1].ContinuationToken);
        Assert.Equal(
            ["q-0", "q-1", "q-2", "q-3", "q-4"],
            pages.SelectMany(page => page.Values).Select(found => found.InstanceId));

        var rest = lab.Client.GetAllInstancesAsync(new(ContinuationToken: pages[1].ContinuationToken));
        Assert.Equal("q-4", Assert.Single(await rest.ToListAsync()).InstanceId);
    }

    [Fact]
    public async Task Waits_end_with_the_state_or_the_token()
    {
        var lab = await DurableLab.StartAsync(Functions);
        using var end = new CancellationTokenSource();
        var nobody = lab.Client.WaitForInstanceCompletionAsync("nobody", end.Token);
        var early = lab.Client.WaitForInstanceCompletionAsync("soon", getInputsAndOutputs: true);
        var started = lab.Client.WaitForInstanceStartAsync("soon");
        Assert.False(early.IsCompleted || started.IsCompleted);

        await lab.BeginAsync("Quick", 7, "soon");
        Assert.Equal("7", (await early).SerializedOutput);
        Assert.Equal("Quick", (await started).Name);

        await end.CancelAsync();
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => nobody);
        Assert.Equal("The WaitForInstanceCompletionAsync operation was canceled.", cancelled.Message);
    }

    [Fact]
    public async Task Clients_can_give_up_as_on_Azure()
    {
        var lab = await DurableLab.StartAsync(
            Functions, new DurableSettings { Imprecision = new() { ClientWaitSeconds = 100 } });
        var id = await lab.BeginAsync("Waits");
        var waiting = lab.Client.WaitForInstanceCompletionAsync(id);

        await lab.AdvanceAsync(TimeSpan.FromSeconds(99));
        Assert.False(waiting.IsCompleted);
        await lab.AdvanceAsync(TimeSpan.FromSeconds(1));
        var over = await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
        Assert.Equal("The WaitForInstanceCompletionAsync operation was canceled.", over.Message);
    }

    [Fact]
    public async Task A_custom_status_has_a_limit()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions().Orchestrator("Long", async context =>
        {
            context.SetCustomStatus(new string('x', context.GetInput<int>()));
            await context.CreateTimer(TimeSpan.Zero, default);
            return 1;
        }));

        Assert.Equal("1", (await lab.RunAsync("Long", 8190)).SerializedOutput);
        var end = await lab.RunAsync("Long", 9000);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal("CustomStatus is too large: limit = 16 KB (UTF-16), actual = 17.58 KB.", end.SerializedOutput);
    }
}
