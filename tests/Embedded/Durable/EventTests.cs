using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;

namespace Switchboard.Tests.Embedded.Durable;

public sealed class EventTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_are_kept_in_order_until_somebody_waits(bool replay)
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions().Orchestrator("Collect", async context =>
            {
                await context.WaitForExternalEvent<object?>("go");
                var all = new List<int>();
                for (var i = 0; i < 5; i++)
                    all.Add(await context.WaitForExternalEvent<int>("NUMBER"));
                return all;
            }),
            replay);

        var id = await lab.Client.ScheduleNewOrchestrationInstanceAsync("Collect");
        for (var i = 0; i < 5; i++)
            await lab.Client.RaiseEventAsync(id, "number", i);
        await lab.Client.RaiseEventAsync(id, "nobody waits for this");
        await lab.Client.RaiseEventAsync(id, "Go");

        Assert.Equal("[0,1,2,3,4]", (await lab.EndAsync(id)).SerializedOutput);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wait_ends_with_its_time_and_the_event_goes_to_the_next_one(bool replay)
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions().Orchestrator("Wait", async context =>
            {
                var said = new List<string>();
                foreach (var timeout in new[] { TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.FromMinutes(5) })
                {
                    try
                    {
                        said.Add(await context.WaitForExternalEvent<string>("word", timeout));
                    }
                    catch (TaskCanceledException cancelled)
                    {
                        said.Add(cancelled.Message);
                    }
                }

                return said;
            }),
            replay);

        var id = await lab.BeginAsync("Wait");
        await lab.AdvanceAsync(TimeSpan.FromMinutes(2));
        await lab.Client.RaiseEventAsync(id, "word", "late");

        Assert.Equal(
            """["A task was canceled.","A task was canceled.","late"]""", (await lab.EndAsync(id)).SerializedOutput);
        Assert.Null(lab.Clock.NextDue);
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_the_event_to_the_next_one()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions().Orchestrator("Wait", async context =>
        {
            using var end = new CancellationTokenSource();
            var first = context.WaitForExternalEvent<string>("word", end.Token);
            end.Cancel();
            var second = context.WaitForExternalEvent<string>("word");
            return $"{first.IsCanceled} {await second}";
        }));

        var id = await lab.BeginAsync("Wait");
        await lab.Client.RaiseEventAsync(id, "WORD", "yes");

        Assert.Equal("\"True yes\"", (await lab.EndAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task Two_open_waits_for_one_name_fail_and_say_why()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions().Orchestrator("Wait", async context =>
        {
            var first = context.WaitForExternalEvent<string>("word");
            return await await Task.WhenAny(first, context.WaitForExternalEvent<string>("Word"));
        }));

        var end = await lab.RunAsync("Wait");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("already waits for the event 'Word'", end.SerializedOutput);
    }

    [Fact]
    public async Task A_payload_of_another_type_fails_the_instance_whatever_it_catches()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions().Orchestrator("Wait", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<int>("number");
            }
            catch (Exception)
            {
                return "caught";
            }
        }));

        var id = await lab.BeginAsync("Wait");
        await lab.Client.RaiseEventAsync(id, "number", "five");

        var end = await lab.EndAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.StartsWith(
            """{"message":"Function \u0027Wait\u0027 failed with an unhandled exception.","details":""",
            end.SerializedOutput);
    }

    [Fact]
    public async Task Events_to_instances_that_cannot_get_them_are_refused()
    {
        var lab = await DurableLab.StartAsync(new ScriptedFunctions()
            .Orchestrator("Done", _ => Task.FromResult<object?>(1)));
        await lab.RunAsync("Done", id: "over");
        await lab.Client.ScheduleNewOrchestrationInstanceAsync(
            "Done", new StartOrchestrationOptions("later", lab.Clock.GetUtcNow().AddHours(1)));

        var unknown = await Assert.ThrowsAnyAsync<Exception>(() => lab.Client.RaiseEventAsync("nope", "x"));
        var over = await Assert.ThrowsAnyAsync<Exception>(() => lab.Client.RaiseEventAsync("over", "x"));
        var later = await Assert.ThrowsAnyAsync<Exception>(() => lab.Client.RaiseEventAsync("later", "x"));
        await Assert.ThrowsAsync<ArgumentException>(() => lab.Client.RaiseEventAsync("over", ""));

        Assert.Equal("RpcException", unknown.GetType().Name);
        Assert.Contains("No instance with ID 'nope' was found. (Parameter 'instanceId')", unknown.Message);
        Assert.Contains("The orchestration instance with the provided instance id is not running.", over.Message);
        Assert.Contains("would be lost", later.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Orchestrations_send_events_to_each_other(bool replay)
    {
        var lab = await DurableLab.StartAsync(
            new ScriptedFunctions()
                .Orchestrator("Ping", async context =>
                {
                    context.SendEvent("nobody", "ball", 0);
                    for (var i = 0; i < 3; i++)
                    {
                        context.SendEvent("pong", "ball", i);
                        await context.WaitForExternalEvent<int>("back");
                    }

                    return "played";
                })
                .Orchestrator("Pong", async context =>
                {
                    var sum = 0;
                    for (var i = 0; i < 3; i++)
                    {
                        sum += await context.WaitForExternalEvent<int>("ball");
                        context.SendEvent("ping", "BACK", sum);
                    }

                    return sum;
                }),
            replay);

        await lab.BeginAsync("Pong", id: "pong");
        Assert.Equal("\"played\"", (await lab.RunAsync("Ping", id: "ping")).SerializedOutput);
        Assert.Equal("3", (await lab.EndAsync("pong")).SerializedOutput);
        Assert.Equal(0, lab.Store.Count("DurableInbox"));
    }
}
