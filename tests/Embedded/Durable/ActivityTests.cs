using System.Text.Json;
using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine;

namespace Switchboard.Tests.Embedded.Durable;

public sealed class ActivityTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Activities_run_in_sequence_and_in_parallel(bool replay)
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions()
                .Activity<int>("Double", n => n * 2)
                .Orchestrator("Sum", async context =>
                {
                    var sum = 0;
                    for (var i = 0; i < 3; i++)
                        sum += await context.CallActivityAsync<int>("dOUBLE", i);
                    var parallel = await Task.WhenAll(
                        Enumerable.Range(10, 5).Select(n => context.CallActivityAsync<int>("Double", n)));
                    return sum + parallel.Sum();
                }),
            replay);

        var end = await lab.RunAsync("sum");

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal("126", end.SerializedOutput);
        Assert.Equal("null", end.SerializedCustomStatus);
        Assert.Equal(8, lab.Functions.Calls.Count);
        Assert.Equal(0, lab.Store.Count(DurableRows.Tasks));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_tells_name_number_type_and_message(bool replay)
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions()
                .Activity<string>("Fail", _ => throw new ArgumentOutOfRangeException(null, "boom x"))
                .Orchestrator("Try", async context =>
                {
                    try
                    {
                        await context.CallActivityAsync("Fail", "x");
                        return "no";
                    }
                    catch (TaskFailedException failed)
                    {
                        return new object[]
                        {
                            failed.Message, failed.TaskName, failed.TaskId, failed.FailureDetails.ErrorType,
                            failed.FailureDetails.IsCausedBy<ArgumentException>(),
                            failed.FailureDetails.IsCausedBy<InvalidOperationException>(),
                            failed.FailureDetails.InnerFailure is null,
                        };
                    }
                }),
            replay);

        Assert.Equal(
            """["Task \u0027Fail\u0027 (#0) failed with an unhandled exception: boom x","Fail",0,"""
            + "\"System.ArgumentOutOfRangeException\",true,false,true]",
            (await lab.RunAsync("Try")).SerializedOutput);
    }

    [Fact]
    public async Task Error_types_are_unknown_on_demand()
    {
        var functions = new ScriptedFunctions()
            .Activity<string>("Fail", _ => throw new InvalidOperationException("boom"))
            .Orchestrator("Try", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Fail");
                }
                catch (TaskFailedException failed)
                {
                    return $"{failed.FailureDetails} {failed.FailureDetails.IsCausedBy<Exception>()}";
                }

                return null;
            });
        var lab = await DurableLab.StartAsync(functions, new DurableSettings { ActivityErrorTypes = false });

        Assert.Equal("\"(unknown): boom False\"", (await lab.RunAsync("Try")).SerializedOutput);
    }

    [Fact]
    public async Task An_unhandled_failure_fails_the_instance_with_the_real_type_name()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Activity<string>("Fail", _ => throw new InvalidOperationException("boom"))
            .Orchestrator("Try", async context =>
            {
                await context.CallActivityAsync("Fail");
                return null;
            }));

        var end = await lab.RunAsync("Try");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Null(end.FailureDetails);
        Assert.Equal(
            "Microsoft.DurableTask.TaskFailedException: Task 'Fail' (#0) failed with an unhandled exception: boom",
            end.SerializedOutput);
    }

    [Fact]
    public async Task An_activity_that_does_not_exist_fails_as_unknown()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions().Orchestrator("Try", async context =>
        {
            try
            {
                await context.CallActivityAsync("Nothing");
                return null;
            }
            catch (TaskFailedException failed)
            {
                return failed.FailureDetails.ToString();
            }
        }));

        Assert.Equal("\"(unknown): (unknown)\"", (await lab.RunAsync("Try")).SerializedOutput);
    }

    [Fact]
    public async Task Inputs_and_outputs_go_through_JSON()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Activity<Person>("Echo", person => person)
            .Activity<string>("Nothing", _ => null)
            .Activity<int>("Number", n => n)
            .Orchestrator("Try", async context =>
            {
                var person = await context.CallActivityAsync<Person>("Echo", new { name = "Zoë", Extra = 1 });
                var text = await context.CallActivityAsync<string?>("Nothing");
                var number = await context.CallActivityAsync<int>("Nothing");
                var input = await Catch(() => context.CallActivityAsync("Number", "5"));
                var output = await Catch(() => context.CallActivityAsync<int>("Echo", new Person("5", null)));
                return new object?[]
                {
                    person, text, number, input is TaskFailedException, output is JsonException,
                    context.GetInput<int?>(), context.GetInput<int>(),
                };
            }));

        Assert.Equal(
            """[{"Name":"Zo\u00EB","Age":null},null,0,true,true,null,0]""",
            (await lab.RunAsync("Try")).SerializedOutput);
    }

    [Fact]
    public async Task A_wrong_input_fails_the_instance_where_it_is_read()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions().Orchestrator(
            "Try", context => Task.FromResult<object?>(context.GetInput<int>())));

        var end = await lab.RunAsync("Try", "5");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.StartsWith(
            "System.Text.Json.JsonException: The JSON value could not be converted to System.Int32. Path: $",
            end.SerializedOutput);
    }

    [Fact]
    public async Task No_more_activities_run_at_once_than_allowed()
    {
        var running = 0;
        var most = 0;
        var gate = new SemaphoreSlim(0);
        var functions = new ScriptedFunctions()
            .Activity<int>("Wait", async (n, _) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref running));
                await gate.WaitAsync();
                Interlocked.Decrement(ref running);
                return n;
            })
            .Orchestrator("Many", async context => (await Task.WhenAll(
                Enumerable.Range(0, 20).Select(n => context.CallActivityAsync<int>("Wait", n)))).Sum());
        var lab = await DurableLab.StartAsync(functions, new DurableSettings { MaxConcurrentActivities = 3 });

        var id = await lab.Client.ScheduleNewOrchestrationInstanceAsync("Many");
        gate.Release(20);
        var end = await lab.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);

        Assert.Equal(190, end.ReadOutputAs<int>());
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task Unawaited_activities_keep_the_instance_open()
    {
        var gate = new TaskCompletionSource<object?>();
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Activity<int>("Wait", (_, _) => gate.Task)
            .Orchestrator("Leave", context =>
            {
                _ = context.CallActivityAsync("Wait");
                return Task.FromResult<object?>("left");
            }));

        var id = await lab.Client.ScheduleNewOrchestrationInstanceAsync("Leave");
        await lab.Client.WaitForInstanceStartAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await lab.StateAsync(id)).RuntimeStatus);

        gate.SetResult(null);
        Assert.Equal("\"left\"", (await lab.Client.WaitForInstanceCompletionAsync(id, true)).SerializedOutput);
    }

    private static async Task<Exception?> Catch(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value
            && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }

    private sealed record Person(string? Name, int? Age);
}
