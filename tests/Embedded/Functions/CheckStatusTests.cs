using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Functions;
using Switchboard.Embedded.Functions.Builder;
using Switchboard.Embedded.Functions.Http;

namespace Switchboard.Tests.Embedded.Functions;

/// <summary>Answers that tell a client where the orchestration that it started can be watched, and that it can be.</summary>
public sealed class CheckStatusTests
{
    private const AuthorizationLevel Open = AuthorizationLevel.Anonymous;

    [Theory]
    [InlineData("start")]
    [InlineData("start-sync")]
    public async Task Whoever_starts_an_orchestration_can_follow_it_to_its_end(string start)
    {
        await using var app = await StartAsync("open");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{start}/a%2Fb %2525");
        request.Headers.Host = $"localhost:{app.Running.Functions.Port}";

        using var started = await app.Http.SendAsync(request);
        await app.Tracker.WhenIdleAsync();

        Assert.Equal(202, (int)started.StatusCode);
        Assert.Equal("application/json", started.Content.Headers.ContentType?.ToString());
        var payload = JsonNode.Parse(await started.Content.ReadAsStringAsync())!.AsObject();
        var status = (string)payload["StatusQueryGetUri"]!;
        Assert.Equal(status, started.Headers.Location?.OriginalString);
        Assert.Null(started.Headers.RetryAfter);
        AssertPayload(payload, "a/b %", $"http://localhost:{app.Running.Functions.Port}");

        using var running = await app.Http.GetAsync(started.Headers.Location);
        Assert.Equal(202, (int)running.StatusCode);
        Assert.Equal("10", running.Headers.RetryAfter?.ToString());
        Assert.Equal("Running", await StatusOfAsync(running));
        await app.Http.PostAsync("/finish/a%2Fb %2525", null);
        await app.Tracker.WhenIdleAsync();
        using var over = await app.Http.GetAsync(running.Headers.Location);
        Assert.Equal(200, (int)over.StatusCode);
        Assert.Equal("Completed", await StatusOfAsync(over));
    }

    [Fact]
    public async Task A_function_can_choose_the_status()
    {
        await using var app = await StartAsync("open");

        using var started = await app.Http.PostAsync("/start/one?status=201", null);

        Assert.Equal(201, (int)started.StatusCode);
        Assert.NotNull(started.Headers.Location);
    }

    [Fact]
    public async Task The_addresses_are_known_without_a_request_too()
    {
        await using var app = await StartAsync("open");

        var (status, body) = await app.GetAsync("/payload/one");

        Assert.Equal(200, status);
        AssertPayload(
            JsonNode.Parse(body)!.AsObject(), "one", app.Running.Functions.GetLeftPart(UriPartial.Authority));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("open")]
    public async Task The_key_in_the_addresses_opens_nothing_but_the_Durable_HTTP_API(string? masterKey)
    {
        await using var app = await StartAsync(masterKey);
        using var started = await app.Http.PostAsync("/start/one", null);
        var query = started.Headers.Location!.Query;

        Assert.Equal(202, (await app.GetAsync("/runtime/webhooks/durabletask/instances/one" + query)).Status);
        Assert.Equal(401, (await app.GetAsync("/runtime/webhooks/durabletask/instances/one")).Status);
        Assert.Equal(401, (await app.GetAsync("/runtime/webhooks/durabletask/instances/one?code=")).Status);
        Assert.Equal(401, (await app.GetAsync("/closed" + query)).Status);
        Assert.Equal(401, (await app.GetAsync("/admin/host/status" + query)).Status);
        Assert.DoesNotContain("code=open", query);
    }

    [Fact]
    public async Task The_key_is_the_same_after_a_restart_with_the_same_master_key()
    {
        await using var first = await StartAsync("open");
        await using var second = await StartAsync("open");
        using var started = await first.Http.PostAsync("/start/one", null);

        Assert.Equal(
            404,
            (await second.GetAsync(
                "/runtime/webhooks/durabletask/instances/one" + started.Headers.Location!.Query)).Status);
    }

    [Theory]
    [InlineData("POST", "/instances/one/raiseEvent/finish")]
    [InlineData("POST", "/instances/one/terminate")]
    [InlineData("POST", "/instances/one/suspend")]
    [InlineData("POST", "/instances/one/resume")]
    [InlineData("POST", "/instances/one/rewind")]
    [InlineData("POST", "/instances/one/restart")]
    [InlineData("DELETE", "/instances/one")]
    [InlineData("DELETE", "/instances")]
    [InlineData("POST", "/orchestrators/Wait")]
    [InlineData("POST", "/orchestrators/Wait/two")]
    [InlineData("POST", "/entities/tally/one")]
    public async Task What_changes_something_is_refused_and_says_so(string method, string path)
    {
        await using var app = await StartAsync("open");
        await app.Http.PostAsync("/start/one", null);
        await app.Tracker.WhenIdleAsync();
        const string root = "/runtime/webhooks/durabletask";
        using var locked = await app.Http.SendAsync(new(new HttpMethod(method), root + path));
        using var refused = await app.Http.SendAsync(new(new HttpMethod(method), $"{root}{path}?code=open"));

        Assert.Equal(401, (int)locked.StatusCode);
        Assert.Equal(501, (int)refused.StatusCode);
        Assert.Contains("only reads", (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["Message"]);
        Assert.Equal(202, (await app.GetAsync($"{root}/instances/one?code=open")).Status);
    }

    [Theory]
    [InlineData("PUT", "/instances/one")]
    [InlineData("POST", "/instances/one/explode")]
    [InlineData("GET", "/orchestrators")]
    [InlineData("GET", "")]
    public async Task What_the_real_API_does_not_have_is_not_found(string method, string path)
    {
        await using var app = await StartAsync("open");

        using var answer = await app.Http.SendAsync(
            new(new HttpMethod(method), $"/runtime/webhooks/durabletask{path}?code=open"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static void AssertPayload(JsonObject payload, string id, string host)
    {
        var root = $"{host}/runtime/webhooks/durabletask/instances/{Uri.EscapeDataString(id)}";
        var query = ((string)payload["StatusQueryGetUri"]!)[(root.Length + 1)..];
        Assert.StartsWith("taskHub=TestHubName&connection=Storage&code=", query);
        Assert.Equal(
            new JsonObject
            {
                ["Id"] = id,
                ["StatusQueryGetUri"] = $"{root}?{query}",
                ["SendEventPostUri"] = $"{root}/raiseEvent/{{eventName}}?{query}",
                ["TerminatePostUri"] = $"{root}/terminate?reason={{{{text}}}}&{query}",
                ["RewindPostUri"] = null,
                ["PurgeHistoryDeleteUri"] = $"{root}?{query}",
                ["RestartPostUri"] = null,
                ["SuspendPostUri"] = $"{root}/suspend?reason={{{{text}}}}&{query}",
                ["ResumePostUri"] = $"{root}/resume?reason={{{{text}}}}&{query}",
            }.ToJsonString(),
            payload.ToJsonString());
    }

    private static async Task<string?> StatusOfAsync(HttpResponseMessage answer) =>
        (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["runtimeStatus"];

    private static Task<FunctionsApp> StartAsync(string? masterKey) =>
        FunctionsApp.StartAsync(new FunctionsAppOptions(typeof(Watched))
        {
            Settings = new Dictionary<string, string?> { ["MASTER_KEY"] = masterKey },
            Configure = builder =>
            {
                builder.ConfigureFunctionsWebApplication();
                builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AllowSynchronousIO = true);
            },
        });

    public sealed class Watched
    {
        [Function("Start")]
        public async Task<HttpResponseData> Start(
            [HttpTrigger(Open, "post", Route = "start/{id}")] HttpRequestData request,
            [DurableClient] DurableTaskClient client,
            string id)
        {
            await StartAsync(client, id);
            return request.Query["status"] is { } status
                ? await client.CreateCheckStatusResponseAsync(
                    request, Name(id), (HttpStatusCode)int.Parse(status))
                : await client.CreateCheckStatusResponseAsync(request, Name(id));
        }

        [Function("StartSync")]
        public async Task<HttpResponseData> StartSync(
            [HttpTrigger(Open, "post", Route = "start-sync/{id}")] HttpRequestData request,
            [DurableClient] DurableTaskClient client,
            string id)
        {
            await StartAsync(client, id);
            return client.CreateCheckStatusResponse(request, Name(id));
        }

        [Function("Finish")]
        public async Task<HttpResponseData> Finish(
            [HttpTrigger(Open, "post", Route = "finish/{id}")] HttpRequestData request,
            [DurableClient] DurableTaskClient client,
            string id)
        {
            await client.RaiseEventAsync(Name(id), "finish");
            return request.CreateResponse();
        }

        [Function("Payload")]
        public async Task<HttpResponseData> Payload(
            [HttpTrigger(Open, "get", Route = "payload/{id}")] HttpRequestData request,
            [DurableClient] DurableTaskClient client,
            string id)
        {
            var response = request.CreateResponse();
            await response.WriteAsJsonAsync(client.CreateHttpManagementPayload(Name(id)));
            return response;
        }

        [Function("Closed")]
        public HttpResponseData Closed(
            [HttpTrigger(AuthorizationLevel.Admin, "get", Route = "closed")] HttpRequestData request) =>
            request.CreateResponse();

        [Function("Wait")]
        public Task Wait([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.WaitForExternalEvent<string>("finish");

        // A slash comes escaped, as on Azure.
        private static string Name(string id) => Uri.UnescapeDataString(id);

        private static Task StartAsync(DurableTaskClient client, string id) =>
            client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions(Name(id)));
    }
}
