using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;

namespace Switchboard.Tests.Embedded.Durable;

public sealed class SubOrchestrationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sub_orchestration_returns_to_its_caller(bool replay)
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions()
                .Orchestrator("Parent", async context =>
                {
                    var own = await context.CallSubOrchestratorAsync<string>(
                        "Child", 20, new SubOrchestrationOptions(instanceId: "child-1"));
                    var other = await context.CallSubOrchestratorAsync<string>("Child", 1);
                    return new[] { own, other };
                })
                .Orchestrator("Child", async context =>
                {
                    await context.CreateTimer(TimeSpan.FromSeconds(context.GetInput<int>()), default);
                    return $"{context.InstanceId} of {context.Parent!.Name} {context.Parent.InstanceId}";
                }),
            replay);

        var end = await lab.RunAsync("Parent", id: "p");

        var said = end.ReadOutputAs<string[]>()!;
        Assert.Equal("child-1 of Parent p", said[0]);
        Assert.Matches("^[0-9a-f]{12}5[0-9a-f]{19} of Parent p$", said[1]);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await lab.StateAsync("child-1")).RuntimeStatus);
        Assert.Equal("20", (await lab.StateAsync("child-1")).SerializedInput);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_failure_tells_type_and_inner_failure(bool replay)
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions()
                .Activity<string>("Fail", _ => throw new InvalidOperationException("deep"))
                .Orchestrator("Parent", async context =>
                {
                    var said = new List<string>();
                    foreach (var child in new[] { "Throws", "Calls", "Missing" })
                    {
                        try
                        {
                            await context.CallSubOrchestratorAsync(child);
                        }
                        catch (TaskFailedException failed)
                        {
                            var details = failed.FailureDetails;
                            said.Add(details is null
                                ? "no details"
                                : $"{details.ErrorType} {details.InnerFailure?.ErrorType} "
                                    + details.IsCausedBy<ArgumentException>()
                                    + details.IsCausedBy<TaskFailedException>());
                        }
                    }

                    return said;
                })
                .Orchestrator("Throws", _ => throw new ArgumentNullException("x", new TimeoutException()))
                .Orchestrator("Calls", async context =>
                {
                    await context.CallActivityAsync("Fail");
                    return null;
                }),
            replay);

        Assert.Equal(
            ["System.ArgumentNullException System.TimeoutException TrueFalse",
                "Microsoft.DurableTask.TaskFailedException  FalseTrue",
                "no details"],
            (await lab.RunAsync("Parent")).ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task It_replaces_an_instance_of_its_id_and_whoever_called_that_one_hears_of_it()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Orchestrator("Parent", async context =>
            {
                try
                {
                    return await context.CallSubOrchestratorAsync<string>(
                        "Child", context.GetInput<string>(), new SubOrchestrationOptions(instanceId: "c"));
                }
                catch (TaskFailedException failed)
                {
                    return failed.FailureDetails.ErrorMessage;
                }
            })
            .Orchestrator("Child", async context =>
                context.GetInput<string>() + await context.WaitForExternalEvent<string>("go")));

        await lab.BeginAsync("Parent", "first", "p1");
        await lab.BeginAsync("Parent", "second", "p2");
        Assert.Contains("was replaced", (await lab.EndAsync("p1")).ReadOutputAs<string>());

        await lab.Client.RaiseEventAsync("c", "go", "!");
        Assert.Equal("second!", (await lab.EndAsync("p2")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task It_can_be_retried_under_the_same_id()
    {
        var attempt = 0;
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>(
                "Child",
                new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromSeconds(1)), "c")))
            .Orchestrator("Child", _ => ++attempt < 3
                ? throw new InvalidOperationException("not yet")
                : Task.FromResult<object?>(attempt)));

        Assert.Equal("3", (await lab.RunAsync("Parent")).SerializedOutput);
    }

    [Fact]
    public async Task A_terminated_caller_leaves_it_running_and_a_terminated_one_fails_at_its_caller()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Orchestrator("Parent", async context =>
            {
                await context.CallSubOrchestratorAsync(
                    "Child", new SubOrchestrationOptions(instanceId: context.GetInput<string>()));
                return null;
            })
            .Orchestrator("Child", async context => await context.WaitForExternalEvent<string>("go")));

        await lab.BeginAsync("Parent", "c1", "p1");
        await lab.Client.TerminateInstanceAsync("p1", new TerminateInstanceOptions(null, Recursive: true));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await lab.StateAsync("c1")).RuntimeStatus);

        await lab.BeginAsync("Parent", "c2", "p2");
        await lab.Client.TerminateInstanceAsync("c2");
        Assert.Contains("Task 'Child' (#0) failed", (await lab.EndAsync("p2")).SerializedOutput);
    }
}
