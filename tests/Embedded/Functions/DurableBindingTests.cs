using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;
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

    private static Task<FunctionsApp> StartAsync(Action<FunctionsApplicationBuilder> configure) =>
        FunctionsApp.StartAsync(new FunctionsAppOptions(typeof(Bound))
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton(new Words("five"));
                configure(builder);
            },
        });

    public sealed record Words(string Five);

    public sealed record Number(int Value);

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
