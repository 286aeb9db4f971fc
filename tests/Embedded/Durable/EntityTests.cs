using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Client.Entities;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.Durable.Entities;

namespace Switchboard.Tests.Embedded.Durable;

public sealed class EntityTests
{
    private static readonly EntityInstanceId One = new("Account", "One");
    private static readonly EntityInstanceId Two = new("account", "Two");

    [Fact]
    public async Task Signals_and_calls_change_the_state_in_order()
    {
        var lab = await DurableLab.StartAsync(Functions().Orchestrator("Main", async context =>
        {
            await context.Entities.SignalEntityAsync(One, "Deposit", 10);
            await context.Entities.SignalEntityAsync(One, "DEPOSIT", 20);
            return await context.Entities.CallEntityAsync<int>(One, "withdraw", 5);
        }));

        Assert.Equal("25", (await lab.RunAsync("Main")).SerializedOutput);

        await lab.Client.Entities.SignalEntityAsync(One, "deposit", 1);
        await lab.SettleAsync();
        var entity = await lab.Client.Entities.GetEntityAsync<Balance>(One);
        Assert.Equal("@account@One", entity!.Id.ToString());
        Assert.Equal(26, entity.State.Amount);
        Assert.Null(entity.LockedBy);
        Assert.Null(await lab.Client.Entities.GetEntityAsync(Two));
    }

    [Fact]
    public async Task A_failed_operation_leaves_no_trace_but_its_failure()
    {
        var lab = await DurableLab.StartAsync(Functions().Orchestrator("Main", async context =>
        {
            await context.Entities.CallEntityAsync(One, "Deposit", 10);
            try
            {
                await context.Entities.CallEntityAsync(One, "Fail", 3);
                return null;
            }
            catch (EntityOperationFailedException failure)
            {
                return new[] { failure.Message, failure.FailureDetails.ErrorType, failure.OperationName };
            }
        }));

        Assert.Equal(
            [
                "Operation 'Fail' of entity '@account@One' failed: entity boom",
                "System.InvalidOperationException",
                "Fail",
            ],
            (await lab.RunAsync("Main")).ReadOutputAs<string[]>()!);
        await lab.SettleAsync();
        Assert.Equal(10, (await lab.Client.Entities.GetEntityAsync<Balance>(One))!.State.Amount);
        Assert.Null(await lab.Client.Entities.GetEntityAsync(Two));
    }

    [Fact]
    public async Task An_unknown_operation_fails_a_call_and_a_signal_of_it_is_silent()
    {
        var lab = await DurableLab.StartAsync(Functions().Orchestrator("Main", async context =>
        {
            try
            {
                await context.Entities.CallEntityAsync(One, "NoSuchOp");
                return null;
            }
            catch (EntityOperationFailedException failure)
            {
                return $"{failure.FailureDetails.ErrorType}: {failure.FailureDetails.ErrorMessage}";
            }
        }));

        await lab.Client.Entities.SignalEntityAsync(One, "NoSuchOp");
        Assert.Equal(
            "System.NotSupportedException: No suitable method found for entity operation 'account/NoSuchOp'.",
            (await lab.RunAsync("Main")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_entity_without_a_function_fails_its_callers()
    {
        var lab = await DurableLab.StartAsync(Functions().Orchestrator("Main", async context =>
        {
            await context.Entities.CallEntityAsync(new("nobody", "x"), "Anything");
            return null;
        }));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await lab.RunAsync("Main")).RuntimeStatus);
    }

    [Fact]
    public async Task A_deleted_entity_begins_anew()
    {
        var lab = await DurableLab.StartAsync(Functions());
        foreach (var (operation, input) in new (string, object?)[] { ("deposit", 5), ("delete", null), ("deposit", 7) })
        {
            await lab.Client.Entities.SignalEntityAsync(One, operation, input);
            await lab.SettleAsync();
            if (operation == "delete")
                Assert.Null(await lab.Client.Entities.GetEntityAsync(One));
        }

        Assert.Equal(7, (await lab.Client.Entities.GetEntityAsync<Balance>(One))!.State.Amount);
    }

    [Fact]
    public async Task A_signal_for_later_waits_for_its_time_across_a_crash()
    {
        var lab = await DurableLab.StartAsync(Functions());
        await lab.Client.Entities.SignalEntityAsync(
            One, "deposit", 5, new SignalEntityOptions { SignalTime = lab.Clock.GetUtcNow().AddHours(1) });
        await lab.Client.Entities.SignalEntityAsync(One, "deposit", 1);
        await lab.SettleAsync();
        Assert.Equal(1, (await lab.Client.Entities.GetEntityAsync<Balance>(One))!.State.Amount);

        lab = await lab.CrashAsync();
        await lab.AdvanceAsync(TimeSpan.FromMinutes(59));
        await lab.SettleAsync();
        Assert.Equal(1, (await lab.Client.Entities.GetEntityAsync<Balance>(One))!.State.Amount);
        await lab.AdvanceAsync(TimeSpan.FromMinutes(1));
        await lab.SettleAsync();
        Assert.Equal(6, (await lab.Client.Entities.GetEntityAsync<Balance>(One))!.State.Amount);
    }

    [Fact]
    public async Task Operations_signal_other_entities_and_start_orchestrations()
    {
        var lab = await DurableLab.StartAsync(Functions()
            .Orchestrator("Report", context => Task.FromResult<object?>(context.GetInput<int>())));

        await lab.Client.Entities.SignalEntityAsync(One, "Pass", 4);
        await lab.SettleAsync();

        Assert.Equal(4, (await lab.Client.Entities.GetEntityAsync<Balance>(Two))!.State.Amount);
        Assert.Equal("4", (await lab.StateAsync("report")).SerializedOutput);
    }

    [Fact]
    public async Task Locks_keep_everybody_else_waiting()
    {
        var lab = await DurableLab.StartAsync(Transfers());
        await lab.Client.Entities.SignalEntityAsync(One, "deposit", 100);
        await lab.BeginAsync("Transfer", id: "t");
        await lab.Client.Entities.SignalEntityAsync(One, "deposit", 1000);
        await lab.SettleAsync();

        var locked = await lab.Client.Entities.GetEntityAsync<Balance>(One);
        Assert.Equal((100, "t", 1), (locked!.State.Amount, locked.LockedBy, locked.BacklogQueueSize));

        var end = await lab.EndAsync("t");
        await lab.SettleAsync();
        Assert.Equal("[true,false]", end.SerializedOutput);
        Assert.Equal(1070, (await lab.Client.Entities.GetEntityAsync<Balance>(One))!.State.Amount);
        Assert.Equal(30, (await lab.Client.Entities.GetEntityAsync<Balance>(Two))!.State.Amount);
    }

    [Fact]
    public async Task Locks_are_released_when_the_orchestrator_throws()
    {
        var lab = await DurableLab.StartAsync(Functions().Orchestrator("Main", async context =>
        {
            await context.Entities.LockEntitiesAsync(One, Two);
            await context.Entities.CallEntityAsync(Two, "deposit", 1);
            throw new InvalidOperationException("gave up");
        }));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await lab.RunAsync("Main")).RuntimeStatus);
        await lab.SettleAsync();
        Assert.Null((await lab.Client.Entities.GetEntityAsync(Two))!.LockedBy);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("signal")]
    [InlineData("again")]
    [InlineData("child")]
    public async Task A_critical_section_refuses_what_could_wait_for_ever(string what)
    {
        var lab = await DurableLab.StartAsync(Functions().Orchestrator("Main", async context =>
        {
            await using var section = await context.Entities.LockEntitiesAsync(One);
            await (what switch
            {
                "other" => context.Entities.CallEntityAsync(Two, "deposit", 1),
                "signal" => context.Entities.SignalEntityAsync(One, "deposit", 1),
                "again" => context.Entities.LockEntitiesAsync(Two),
                _ => context.CallSubOrchestratorAsync("Main"),
            });
            return null;
        }));

        var end = await lab.RunAsync("Main");
        Assert.StartsWith("System.InvalidOperationException: ", end.SerializedOutput);
    }

    [Fact]
    public async Task Cleaning_removes_the_empty_and_releases_locks_without_owner()
    {
        var lab = await DurableLab.StartAsync(Transfers());
        await lab.Client.Entities.SignalEntityAsync(One, "deposit", 100);
        await lab.Client.Entities.SignalEntityAsync(new("account", "empty"), "delete");
        await lab.BeginAsync("Transfer", id: "t");
        await lab.Client.TerminateInstanceAsync("t");
        await lab.SettleAsync();
        Assert.Equal("t", (await lab.Client.Entities.GetEntityAsync(One))!.LockedBy);

        var cleaned = await lab.Client.Entities.CleanEntityStorageAsync();
        await lab.SettleAsync();

        Assert.Equal((2, 2), (cleaned.EmptyEntitiesRemoved, cleaned.OrphanedLocksReleased));
        Assert.Null((await lab.Client.Entities.GetEntityAsync(One))!.LockedBy);
        Assert.Equal(1, lab.Store.Count(DurableRows.EntityStates));
    }

    [Fact]
    public async Task Entities_are_found_by_prefix_and_those_without_state_on_demand()
    {
        var lab = await DurableLab.StartAsync(Functions());
        foreach (var key in new[] { "a1", "a2", "b1" })
            await lab.Client.Entities.SignalEntityAsync(new("account", key), "deposit", 1);
        await lab.Client.Entities.SignalEntityAsync(new("account", "a3"), "delete");
        await lab.SettleAsync();

        Assert.Equal(["a1", "a2"], await KeysAsync(new() { InstanceIdStartsWith = "ACCOUNT@a" }));
        Assert.Equal(["a1", "a2", "a3", "b1"], await KeysAsync(new() { IncludeTransient = true }));
        Assert.Empty(await KeysAsync(new() { LastModifiedFrom = lab.Clock.GetUtcNow().AddSeconds(1) }));
        Assert.False((await lab.Client.Entities.GetEntityAsync(new("account", "a1"), false))!.IncludesState);

        async Task<List<string>> KeysAsync(EntityQuery query)
        {
            var keys = new List<string>();
            await foreach (var found in lab.Client.Entities.GetAllEntitiesAsync(query))
                keys.Add(found.Id.Key);
            return keys;
        }
    }

    [Fact]
    public async Task A_crash_at_any_commit_loses_no_operation_and_repeats_none()
    {
        var calm = await DurableLab.StartAsync(Transfers());
        await TransferAsync(calm);
        for (var commits = 0; commits < calm.Store.Commits; commits++)
        {
            var lab = await DurableLab.StartAsync(Transfers());
            await lab.Client.Entities.SignalEntityAsync(One, "deposit", 100);
            await lab.Client.ScheduleNewOrchestrationInstanceAsync("Transfer", new StartOrchestrationOptions("t"));
            lab.Store.CommitsLeft = commits;
            while (!lab.Store.Died.IsCompleted && !(await lab.StateAsync("t")).IsCompleted)
            {
                await Task.WhenAny(lab.SettleAsync(), lab.Store.Died);
                if (!lab.Store.Died.IsCompleted && lab.Clock.NextDue is { } due)
                    lab.Clock.AdvanceTo(due);
            }

            lab = await lab.CrashAsync();
            await lab.EndAsync("t");
            await lab.SettleAsync();
            Assert.Equal(70, (await lab.Client.Entities.GetEntityAsync<Balance>(One))!.State.Amount);
            Assert.Equal(30, (await lab.Client.Entities.GetEntityAsync<Balance>(Two))!.State.Amount);
            Assert.Equal(0, lab.Store.Count(DurableRows.Inbox));
        }

        async Task TransferAsync(DurableLab lab)
        {
            await lab.Client.Entities.SignalEntityAsync(One, "deposit", 100);
            await lab.RunAsync("Transfer", id: "t");
            await lab.SettleAsync();
        }
    }

    [Fact]
    public void Ids_are_written_and_read_as_on_Azure()
    {
        Assert.Equal("@ent@K@2", new EntityInstanceId("Ent", "K@2").ToString());
        Assert.Equal(new EntityInstanceId("ent", "K@2"), EntityInstanceId.FromString("@ent@K@2"));
        Assert.Equal("\"@ent@k\"", System.Text.Json.JsonSerializer.Serialize(new EntityInstanceId("ent", "k")));
        Assert.Throws<ArgumentException>(() => EntityInstanceId.FromString("ent@k"));
        Assert.Throws<ArgumentException>(() => EntityInstanceId.FromString("@ent"));
        Assert.Throws<ArgumentException>(() => new EntityInstanceId("a@b", "k"));
    }

    private static ScriptedFunctions Functions() => new ScriptedFunctions().Entity("account", () => new Account());

    private static ScriptedFunctions Transfers() => Functions().Orchestrator("Transfer", async context =>
    {
        bool inside;
        await using (await context.Entities.LockEntitiesAsync(Two, One))
        {
            inside = context.Entities.InCriticalSection();
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            await context.Entities.CallEntityAsync(One, "withdraw", 30);
            await context.Entities.CallEntityAsync(Two, "deposit", 30);
        }

        return new[] { inside, context.Entities.InCriticalSection() };
    });

    private sealed class Balance
    {
        public int Amount { get; set; }
    }

    private sealed class Account : TaskEntity<Balance>
    {
        public void Deposit(int amount) => State.Amount += amount;

        public async Task<int> Withdraw(int amount)
        {
            await Task.Yield();
            return State.Amount -= amount;
        }

        public void Fail(int amount, TaskEntityContext context)
        {
            State.Amount += amount;
            context.SignalEntity(Two, "deposit", amount);
            throw new InvalidOperationException("entity boom");
        }

        public void Pass(int amount, TaskEntityOperation operation)
        {
            operation.Context.SignalEntity(Two, "deposit", amount);
            Context.ScheduleNewOrchestration("Report", amount, new StartOrchestrationOptions(InstanceId: "report"));
        }
    }
}
