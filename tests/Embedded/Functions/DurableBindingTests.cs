using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Entities;
using Switchboard.Embedded.Functions;
using Switchboard.Embedded.Functions.Builder;
using Switchboard.Embedded.Functions.Hosting;

namespace Switchboard.Tests.Embedded.Functions;

/// <summary>Orchestrators and activities as functions: what they are bound to and how long they live.</summary>
public sealed class DurableBindingTests
{
    private const AuthorizationLevel Open = AuthorizationLevel.Anonymous;

    [Fact]
    public async Task Orchestrators_and_activities_are_bound_from_JSON_and_run_inside_middleware()
    {
        var seen = new ConcurrentQueue<string>();
        await using var app = await StartAsync(builder =>
        {
            builder.ConfigureFunctionsWebApplication();
            builder.UseMiddleware((context, next) =>
            {
                seen.Enqueue($"{context.FunctionDefinition.Name} {context.GetHttpContext() is not null}");
                return next();
            });
        });

        var (status, id) = await app.GetAsync("/start/5");
        await app.Tracker.WhenIdleAsync();

        Assert.Equal(200, status);
        Assert.Equal((200, $"\"{id}: five 5\""), await app.GetAsync($"/output/{id}"));
        Assert.Contains("Start True", seen);
        Assert.Contains("Greeting False", seen);
        Assert.Contains("Describe False", seen);
    }

    [Fact]
    public async Task The_input_can_be_a_parameter_of_the_orchestrator()
    {
        await using var app = await StartAsync(builder => builder.ConfigureFunctionsWebApplication());

        var (_, id) = await app.GetAsync("/echo/7");
        await app.Tracker.WhenIdleAsync();

        Assert.Equal((200, "7"), await app.GetAsync($"/output/{id}"));
    }

    [Fact]
    public async Task Entities_are_functions_that_dispatch_to_classes_made_with_services()
    {
        await using var app = await StartAsync(builder => builder.ConfigureFunctionsWebApplication());

        Assert.Equal(200, (await app.GetAsync("/tally/3")).Status);
        Assert.Equal(200, (await app.GetAsync("/tally/4")).Status);
        await app.Tracker.WhenIdleAsync();

        Assert.Equal((200, "five 7"), await app.GetAsync("/tally"));
    }

    [Fact]
    public async Task The_Durable_HTTP_API_reads_instances_for_who_has_the_key()
    {
        await using var app = await StartAsync(builder => builder.ConfigureFunctionsWebApplication());
        var (_, id) = await app.GetAsync("/echo/7");
        await app.GetAsync("/echo/8");
        await app.GetAsync("/wait");
        await app.Tracker.WhenIdleAsync();
        const string root = "/runtime/webhooks/durabletask/instances";

        Assert.Equal(401, (await app.GetAsync($"{root}/{id}")).Status);
        Assert.Equal(404, (await app.GetAsync($"{root}/nobody?code=open")).Status);
        Assert.Equal(
            (200, $$"""
                {"name":"Echo","instanceId":"{{id}}","runtimeStatus":"Completed","input":{"Value":7},"customStatus":null,
                """.TrimEnd() + "\"output\":7,\"createdTime\":\"2026-03-02T09:00:30Z\","
                + "\"lastUpdatedTime\":\"2026-03-02T09:00:30Z\"}"),
            await app.GetAsync($"{root}/{id}?code=open"));
        Assert.Equal(202, (await app.GetAsync($"{root}/waiting?code=open")).Status);
        Assert.DoesNotContain("historyEvents", (await app.GetAsync($"{root}/{id}?code=open")).Body);

        Assert.Equal(3, Count(await app.GetAsync($"{root}?code=open")));
        Assert.Equal(2, Count(await app.GetAsync($"{root}?code=open&runtimeStatus=Completed,failed")));
        Assert.Equal(1, Count(await app.GetAsync($"{root}?code=open&instanceIdPrefix=wait")));
        Assert.Equal(0, Count(await app.GetAsync($"{root}?code=open&createdTimeTo=2026-03-01")));
        Assert.Equal(400, (await app.GetAsync($"{root}?code=open&runtimeStatus=Odd")).Status);
        Assert.Equal(400, (await app.GetAsync($"{root}?code=open&createdTimeFrom=soon")).Status);

        using var first = await app.Http.GetAsync($"{root}?code=open&top=2");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{root}?code=open&top=2");
        request.Headers.Add(
            "x-ms-continuation-token", Assert.Single(first.Headers.GetValues("x-ms-continuation-token")));
        using var second = await app.Http.SendAsync(request);
        Assert.False(second.Headers.Contains("x-ms-continuation-token"));
        Assert.Equal(1, Count((200, await second.Content.ReadAsStringAsync())));

        static int Count((int Status, string Body) answer) =>
            JsonDocument.Parse(answer.Body).RootElement.GetArrayLength();
    }

    [Theory]
    [InlineData("true", ",\"Result\":\"{0}: five 5\"")]
    [InlineData("false", "")]
    public async Task The_Durable_HTTP_API_shows_what_happened_and_on_demand_what_came_of_it(
        string withOutput, string result)
    {
        await using var app = await StartAsync(builder => builder.ConfigureFunctionsWebApplication());
        var (_, id) = await app.GetAsync("/start/5");
        await app.Tracker.WhenIdleAsync();

        var (_, body) = await app.GetAsync(
            $"/runtime/webhooks/durabletask/instances/{id}?code=open&showHistory=true&showHistoryOutput={withOutput}");

        const string now = "2026-03-02T09:00:30.0000000Z";
        var output = string.Format(CultureInfo.InvariantCulture, result, id);
        Assert.Equal(
            $$"""
            [{"EventType":"ExecutionStarted","Timestamp":"{{now}}","FunctionName":"greeting"},
            {"EventType":"TaskCompleted","Timestamp":"{{now}}","FunctionName":"describe","ScheduledTime":"{{now}}"{{output}}},
            {"EventType":"ExecutionCompleted","Timestamp":"{{now}}","OrchestrationStatus":"Completed"{{output}}}]
            """.ReplaceLineEndings(""),
            JsonDocument.Parse(body).RootElement.GetProperty("historyEvents").GetRawText());
    }

    [Fact]
    public async Task The_Durable_HTTP_API_reads_entities_for_who_has_the_key()
    {
        await using var app = await StartAsync(builder => builder.ConfigureFunctionsWebApplication());
        await app.GetAsync("/tally/3");
        await app.Tracker.WhenIdleAsync();
        const string root = "/runtime/webhooks/durabletask/entities";

        Assert.Equal(401, (await app.GetAsync($"{root}/tally/one")).Status);
        Assert.Equal((200, "\"five 3\""), await app.GetAsync($"{root}/Tally/one?code=open"));
        Assert.Equal(404, (await app.GetAsync($"{root}/tally/two?code=open")).Status);
        Assert.Equal(404, (await app.GetAsync($"{root}/tal@ly/one?code=open")).Status);

        Assert.Equal((200, Listed("null")), await app.GetAsync($"{root}?code=open"));
        Assert.Equal((200, Listed("\"five 3\"")), await app.GetAsync($"{root}/TALLY?code=open&fetchState=true"));
        Assert.Equal((200, "[]"), await app.GetAsync($"{root}/tal?code=open"));
        Assert.Equal((200, "[]"), await app.GetAsync($"{root}/tal@ly?code=open"));
        Assert.Equal((200, "[]"), await app.GetAsync($"{root}?code=open&lastOperationTimeTo=2026-03-01"));
        Assert.Equal(400, (await app.GetAsync($"{root}?code=open&lastOperationTimeFrom=soon")).Status);

        static string Listed(string state) =>
            $$$"""
            [{"entityId":{"key":"one","name":"tally"},"lastOperationTime":"2026-03-02T09:00:30.0000000Z","state":{{{state}}}}]
            """;
    }

    private static Task<FunctionsApp> StartAsync(Action<FunctionsApplicationBuilder> configure) =>
        FunctionsApp.StartAsync(new FunctionsAppOptions(typeof(Bound))
        {
            Settings = new Dictionary<string, string?> { ["MASTER_KEY"] = "open" },
            Configure = builder =>
            {
                builder.Services.AddSingleton(new Words("five"));
                configure(builder);
            },
        });

    public sealed record Words(string Five);

    public sealed record Number(int Value);

    public sealed class Tally(Words words) : TaskEntity<string>
    {
        public void Add(int number) => State = $"{words.Five} {int.Parse(State.Split(' ')[1]) + number}";

        protected override string InitializeState(TaskEntityOperation entityOperation) => "none 0";
    }

    public sealed class Bound(Words words)
    {
        [Function("Start")]
        public async Task<IResult> Start(
            [HttpTrigger(Open, "get", Route = "start/{number:int}")] HttpRequest request,
            [DurableClient] DurableTaskClient client,
            int number) =>
            Results.Text(await client.ScheduleNewOrchestrationInstanceAsync("greeting", new Number(number)));

        [Function("StartEcho")]
        public async Task<IResult> StartEcho(
            [HttpTrigger(Open, "get", Route = "echo/{number:int}")] HttpRequest request,
            [DurableClient] DurableTaskClient client,
            int number) =>
            Results.Text(await client.ScheduleNewOrchestrationInstanceAsync("Echo", new Number(number)));

        [Function("StartWait")]
        public async Task<IResult> StartWait(
            [HttpTrigger(Open, "get", Route = "wait")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
            Results.Text(await client.ScheduleNewOrchestrationInstanceAsync(
                "Wait", new StartOrchestrationOptions("waiting")));

        [Function("Wait")]
        public Task Wait([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.WaitForExternalEvent<int>("never");

        [Function("AddToTally")]
        public async Task<IResult> AddToTally(
            [HttpTrigger(Open, "get", Route = "tally/{number:int}")] HttpRequest request,
            [DurableClient] DurableTaskClient client,
            int number)
        {
            await client.Entities.SignalEntityAsync(new("tally", "one"), "add", number);
            return Results.Ok();
        }

        [Function("ReadTally")]
        public async Task<IResult> ReadTally(
            [HttpTrigger(Open, "get", Route = "tally")] HttpRequest request,
            [DurableClient] DurableTaskClient client) =>
            Results.Text((await client.Entities.GetEntityAsync<string>(new("tally", "one")))?.State);

        [Function("Tally")]
        public static Task CountUp([EntityTrigger] TaskEntityDispatcher dispatcher) =>
            dispatcher.DispatchAsync<Tally>();

        [Function("Output")]
        public async Task<IResult> Output(
            [HttpTrigger(Open, "get", Route = "output/{id}")] HttpRequest request,
            [DurableClient] DurableTaskClient client,
            string id) =>
            Results.Text((await client.GetInstanceAsync(id, getInputsAndOutputs: true))?.SerializedOutput);

        [Function("Greeting")]
        public async Task<string> Greeting([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var input = context.GetInput<Number>()!;
            return await context.CallActivityAsync<string>("describe", input);
        }

        [Function("Echo")]
        public int Echo(
            [OrchestrationTrigger] TaskOrchestrationContext context, Number input, FunctionContext invocation)
        {
            Assert.Equal("Echo", invocation.FunctionDefinition.Name);
            return input.Value;
        }

        [Function("Describe")]
        public async Task<string> Describe(
            [ActivityTrigger] Number number, string instanceId, FunctionContext context, CancellationToken token)
        {
            await Task.Yield();
            Assert.Equal(instanceId, context.BindingContext.BindingData["instanceId"]);
            Assert.False(token.IsCancellationRequested);
            return $"{instanceId}: {words.Five} {number.Value}";
        }
    }
}
