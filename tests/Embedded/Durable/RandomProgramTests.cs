using System.Globalization;
using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.Durable.Entities;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.Durable;

/// <summary>
/// Generated orchestrations, interrupted at generated commits, come to what they come to undisturbed.
/// </summary>
public sealed class RandomProgramTests
{
    // More of them in a longer campaign: DURABLE_PROGRAMS=100000 dotnet test --filter RandomProgramTests.
    private static readonly int Programs =
        int.TryParse(Environment.GetEnvironmentVariable("DURABLE_PROGRAMS"), out var programs) ? programs : 1_000;

    // Every so many programs one keeps its rows in SQLite, as the embedded cloud does.
    private const int OnTables = 20;

    [Fact]
    public Task Crashes_do_not_change_what_programs_compute() =>
        Parallel.ForEachAsync(Enumerable.Range(0, Programs), async (seed, _) => await RunAsync(seed));

    private static async Task RunAsync(int seed)
    {
        var program = Block(new Random(seed), depth: 0);
        var functions = Functions();
        var replay = seed % 2 == 1;
        var calm = await DurableLab.StartAsync(functions, replay);
        var expected = await calm.RunAsync("Program", new Input(program, 0), "x");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, expected.RuntimeStatus);

        using var tables = seed % OnTables == 0 ? TableStore.OpenMemory(TimeProvider.System) : null;
        var chance = new Random(seed);
        var lab = await DurableLab.StartAsync(functions, replay, tables);
        await lab.Client.ScheduleNewOrchestrationInstanceAsync(
            "Program", new Input(program, 0), new StartOrchestrationOptions("x"));
        for (var crash = 0; crash < 3; crash++)
        {
            lab.Store.CommitsLeft = chance.Next(calm.Store.Commits);
            await RunUntilDeathAsync(lab);
            lab = await lab.CrashAsync();
        }

        var end = await lab.EndAsync("x");
        Assert.True(
            expected.SerializedOutput == end.SerializedOutput,
            $"Program {seed}: {string.Join(", ", program)}\n{expected.SerializedOutput}\n{end.SerializedOutput}");
        Assert.Equal(0, lab.Store.Count(DurableRows.Tasks) + lab.Store.Count(DurableRows.Inbox));
    }

    private static ScriptedFunctions Functions() => new ScriptedFunctions()
        .Activity<int>("Add", n => n + 1)
        .Activity<int>("Fail", n => throw new InvalidOperationException($"failed {n}"))
        .Entity("counter", () => new Counter())
        .Orchestrator("Program", async context =>
        {
            var input = context.GetInput<Input>()!;
            var (value, rest) = (input.Value, input.Program);
            while (rest.Count > 0)
            {
                var step = rest[0];
                rest = rest[1..];
                if (step.Kind == "again")
                {
                    context.ContinueAsNew(new Input(rest, value));
                    return null;
                }

                value = await RunAsync(context, step, value);
            }

            return value.ToString(CultureInfo.InvariantCulture);
        });

    private static async Task<int> RunAsync(TaskOrchestrationContext context, Step step, int value)
    {
        switch (step.Kind)
        {
            case "add":
                return await context.CallActivityAsync<int>("Add", value);
            case "fail":
                try
                {
                    await context.CallActivityAsync(
                        "Fail", value, TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromSeconds(1))));
                    return value;
                }
                catch (TaskFailedException)
                {
                    // Not the number of the task: among parallel branches that depends on who fails first.
                    return value + 1;
                }

            case "handler":
                var attempts = 0;
                try
                {
                    await context.CallActivityAsync("Fail", value, TaskOptions.FromRetryHandler(
                        retry => Task.FromResult((attempts = retry.LastAttemptNumber) <= step.Number % 3)));
                    return value;
                }
                catch (TaskFailedException)
                {
                    return value + (2 * attempts);
                }

            case "race":
                return value + await RaceAsync(context, step.Number);
            case "entity":
                return await context.Entities.CallEntityAsync<int>(new("counter", context.InstanceId), "Add", value);
            case "section":
                var mine = new EntityInstanceId("counter", context.InstanceId);
                await using (await context.Entities.LockEntitiesAsync(mine, new("counter", $"{context.InstanceId}'")))
                    return 3 + await context.Entities.CallEntityAsync<int>(mine, "add", step.Number);
            case "timer":
                await context.CreateTimer(TimeSpan.FromSeconds(step.Number), default);
                return value + step.Number;
            case "event":
                context.SendEvent(context.InstanceId, "note", value);
                return 1 + await context.WaitForExternalEvent<int>("NOTE");
            case "timeout":
                try
                {
                    return await context.WaitForExternalEvent<int>("never", TimeSpan.FromSeconds(step.Number));
                }
                catch (TaskCanceledException)
                {
                    return value * 2 % 10_007;
                }

            case "guid":
                return value + context.NewGuid().Version;
            case "child":
                return int.Parse(
                    await context.CallSubOrchestratorAsync<string>("Program", new Input(step.Inner, value)),
                    CultureInfo.InvariantCulture);
            default:
                var branches = await Task.WhenAll(step.Inner
                    .Where(inner => inner.Kind is "add" or "timer" or "race" or "fail" or "handler" or "child")
                    .Select(inner => RunAsync(context, inner, value)));
                return (value + branches.Sum()) % 10_007;
        }
    }

    // The loser of a race is cancelled; which one it is depends on nothing but the clock.
    private static async Task<int> RaceAsync(TaskOrchestrationContext context, int number)
    {
        using var over = new CancellationTokenSource();
        var slow = context.CreateTimer(TimeSpan.FromSeconds(10 + number), over.Token);
        Task fast = (number % 3) switch
        {
            0 => context.CallActivityAsync<int>("Add", number),
            1 => context.CreateTimer(TimeSpan.FromSeconds(number), over.Token),
            _ => context.WaitForExternalEvent<int>($"never {context.NewGuid()}", over.Token),
        };
        var first = await Task.WhenAny(slow, fast);
        over.Cancel();
        return first == slow ? 1 : 2;
    }

    private static List<Step> Block(Random random, int depth) =>
        [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => NextStep(random, depth))];

    private static Step NextStep(Random random, int depth)
    {
        string[] kinds =
        [
            "add", "add", "fail", "handler", "timer", "race", "event", "timeout", "guid", "entity", "section", "again",
            "child", "parallel",
        ];
        var kind = kinds[random.Next(depth < 2 ? kinds.Length : kinds.Length - 2)];
        return new(kind, random.Next(1, 100), kind is "child" or "parallel" ? Block(random, depth + 1) : []);
    }

    private static async Task RunUntilDeathAsync(DurableLab lab)
    {
        while (true)
        {
            await Task.WhenAny(lab.SettleAsync(), lab.Store.Died);
            if (lab.Store.Died.IsCompleted || (await lab.StateAsync("x")).IsCompleted)
                return;
            lab.Clock.AdvanceTo(lab.Clock.NextDue!.Value);
        }
    }

    private sealed class Counter : TaskEntity<int>
    {
        public int Add(int number) => State = (State + number) % 10_007;
    }

    private sealed record Input(List<Step> Program, int Value);

    private sealed record Step(string Kind, int Number, List<Step> Inner)
    {
        public override string ToString() => $"{Kind} {Number} [{string.Join(", ", Inner)}]";
    }
}
