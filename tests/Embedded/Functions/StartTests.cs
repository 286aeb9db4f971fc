using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Functions;
using Switchboard.Embedded.Functions.Builder;
using Switchboard.Embedded.Functions.Discovery;
using Switchboard.Embedded.Functions.Extensions.Abstractions;
using Switchboard.Embedded.Functions.Hosting;
using Switchboard.Embedded.Functions.Http;

namespace Switchboard.Tests.Embedded.Functions;

/// <summary>What the real host hangs on, drops or never reaches keeps an application from starting here.</summary>
public sealed class StartTests
{
    private const AuthorizationLevel Open = AuthorizationLevel.Anonymous;

    public static TheoryData<Type, string> Broken => new()
    {
        { typeof(SameName), "Two functions are named" },
        { typeof(SameRoute), "'First' already answers post there" },
        { typeof(SameShape), "'First' already answers every method there" },
        { typeof(RootRoute), "cannot have the root as its route" },
        { typeof(EmptyRoute), "cannot have the root as its route" },
        { typeof(LeadingSlash), "must not begin with '/'" },
        { typeof(Malformed), "has the route 'bt/{a'" },
        { typeof(UnknownConstraint), "has the route 'u/{a:nope}'" },
        { typeof(AdminRoute), "belong to the host" },
        { typeof(Service), "parameter 'client' (HttpClient) cannot be bound" },
        { typeof(NoSuchRouteValue), "the route 'a/{b}' has no such parameter" },
        { typeof(UnknownBinding), "there is no [QueueOutputAttribute] in the embedded cloud" },
        { typeof(UnknownTrigger), "there is no [QueueTriggerAttribute] in the embedded cloud" },
        { typeof(TwoTriggers), "has more than one trigger" },
        { typeof(NoTrigger), "has no trigger" },
        { typeof(WrongTimer), "a timer trigger gives a TimerInfo" },
        { typeof(BadSchedule), "which is neither NCRONTAB" },
        { typeof(SevenFields), "which is neither NCRONTAB" },
        { typeof(Nickname), "which is neither NCRONTAB" },
        { typeof(MissingSetting), "'%Nope%' does not resolve to a value" },
        { typeof(BodyOfTimer), "[FromBody] needs an HTTP trigger" },
        { typeof(Hidden), "must be a public method" },
        { typeof(AsyncVoid), "async void" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_function_that_cannot_work_fails_the_start_and_is_named(Type functions, string reason)
    {
        var failure = await Assert.ThrowsAsync<FunctionsStartException>(() => FunctionsApp.StartAsync(functions));

        Assert.Contains(reason, failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task HTTP_functions_need_the_web_application()
    {
        var options = new FunctionsAppOptions(typeof(Fine)) { Configure = _ => { } };

        var failure = await Assert.ThrowsAsync<FunctionsStartException>(() => FunctionsApp.StartAsync(options));

        Assert.Contains("ConfigureFunctionsWebApplication", failure.Message);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        await using var first = await FunctionsApp.StartAsync(typeof(Fine));
        var port = first.Running.Tables.Port;
        var options = new FunctionsAppOptions(typeof(Fine))
        {
            Settings = new Dictionary<string, string?> { ["PORT"] = $"{port}" },
        };

        var failure = await Assert.ThrowsAsync<FunctionsStartException>(() => FunctionsApp.StartAsync(options));

        Assert.Contains($"Port {port} cannot be used", failure.Message);
        Assert.Contains("Set PORT", failure.Message);
    }

    [Theory]
    [InlineData("DURABLE_IMPRECISION", """{"lateTimers":true}""")]
    [InlineData("DURABLE_IMPRECISION", """{"lockAfterCrashSeconds":-1}""")]
    [InlineData("DURABLE_IMPRECISION", "early")]
    [InlineData("SIMULATOR_FAULTS", """{"lostEvents":2}""")]
    [InlineData("PORT", "http")]
    public async Task A_setting_that_cannot_be_used_is_named(string name, string value)
    {
        var options = new FunctionsAppOptions(typeof(Fine)) { Settings = new Dictionary<string, string?> { [name] = value } };

        var failure = await Assert.ThrowsAsync<FunctionsStartException>(() => FunctionsApp.StartAsync(options));

        Assert.StartsWith(name, failure.Message);
    }

    [Fact]
    public async Task The_route_prefix_is_api_unless_host_json_says_otherwise()
    {
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions(typeof(Fine)) { HostJson = "{}" });

        Assert.Equal(200, (await app.GetAsync("/api/Fine")).Status);
        Assert.Equal(404, (await app.GetAsync("/Fine")).Status);
    }

    [Fact]
    public async Task Arguments_and_defaults_are_settings()
    {
        FunctionsApplicationBuilder? built = null;
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions(typeof(Fine))
        {
            Arguments = ["--ONE=1", "TWO=2", "PUBLIC_URL=https://example.test"],
            Configure = builder => (built = builder).ConfigureFunctionsWebApplication(),
        });

        Assert.Equal("1", built!.Configuration["ONE"]);
        Assert.Equal("2", built.Configuration["TWO"]);
        Assert.Equal("https://example.test", built.Configuration["PUBLIC_URL"]);
        Assert.Equal(
            app.Services.GetRequiredService<EmbeddedStorage>().Tables.ConnectionString,
            built.Configuration["AzureWebJobsStorage"]);
        Assert.StartsWith(
            $"endpoint={app.Running.Communication};accesskey=", built.Configuration["COMMUNICATION_CONNECTION_STRING"]);
        Assert.Equal(app.Running.Communication.ToString(), built.Configuration["COGNITIVE_SERVICES_ENDPOINT"]);
    }

    [Fact]
    public async Task The_three_ports_are_neighbours_below_the_ephemeral_range()
    {
        await using var one = await FunctionsApp.StartAsync(typeof(Fine));
        await using var other = await FunctionsApp.StartAsync(typeof(Fine));

        Assert.NotEqual(one.Running.Functions, other.Running.Functions);
        Assert.Equal(one.Running.Functions.Port + 1, one.Running.Communication.Port);
        Assert.Equal(one.Running.Functions.Port + 2, one.Running.Tables.Port);
        Assert.InRange(one.Running.Tables.Port, 1024, 32_767);
    }

    public static class Fine
    {
        [Function("Fine")]
        public static IResult Run([HttpTrigger(Open, "get")] HttpRequest request) => Results.Ok(request.Method);
    }

    private static class SameName
    {
        [Function("Twice")]
        public static void One([HttpTrigger(Open, "get", Route = "a")] HttpRequest request) => _ = request;

        [Function("TWICE")]
        public static void Two([HttpTrigger(Open, "get", Route = "b")] HttpRequest request) => _ = request;
    }

    private static class SameRoute
    {
        [Function("First")]
        public static void One([HttpTrigger(Open, "get", "post", Route = "a/{b}")] HttpRequest request) => _ = request;

        [Function("Second")]
        public static void Two([HttpTrigger(Open, "post", Route = "A/{b}")] HttpRequest request) => _ = request;
    }

    private static class SameShape
    {
        [Function("First")]
        public static void One([HttpTrigger(Open, Route = "a/{b:int}")] HttpRequest request) => _ = request;

        [Function("Second")]
        public static void Two([HttpTrigger(Open, Route = "a/{c:int}")] HttpRequest request) => _ = request;
    }

    private static class RootRoute
    {
        [Function("F")]
        public static void Run([HttpTrigger(Open, "get", Route = "/")] HttpRequest request) => _ = request;
    }

    private static class EmptyRoute
    {
        [Function("F")]
        public static void Run([HttpTrigger(Open, "get", Route = "")] HttpRequest request) => _ = request;
    }

    private static class LeadingSlash
    {
        [Function("F")]
        public static void Run([HttpTrigger(Open, "get", Route = "/a")] HttpRequest request) => _ = request;
    }

    private static class Malformed
    {
        [Function("F")]
        public static void Run([HttpTrigger(Open, "get", Route = "bt/{a")] HttpRequest request) => _ = request;
    }

    private static class UnknownConstraint
    {
        [Function("F")]
        public static void Run([HttpTrigger(Open, "get", Route = "u/{a:nope}")] HttpRequest request) => _ = request;
    }

    private static class AdminRoute
    {
        [Function("F")]
        public static void Run([HttpTrigger(Open, "get", Route = "administrators")] HttpRequest request) => _ = request;
    }

    private static class Service
    {
        [Function("F")]
        public static void Run([HttpTrigger(Open, "get")] HttpRequest request, HttpClient client) =>
            _ = (request, client);
    }

    private static class NoSuchRouteValue
    {
        [Function("F")]
        public static void Run([HttpTrigger(Open, "get", Route = "a/{b}")] HttpRequest request, string c) =>
            _ = (request, c);
    }

    private static class UnknownBinding
    {
        [Function("F")]
        [QueueOutput]
        public static void Run([HttpTrigger(Open, "get")] HttpRequest request) => _ = request;
    }

    private static class UnknownTrigger
    {
        [Function("F")]
        public static void Run([QueueTrigger] string message) => _ = message;
    }

    private static class TwoTriggers
    {
        [Function("F")]
        public static void Run(
            [HttpTrigger(Open, "get")] HttpRequest request, [TimerTrigger("* * * * *")] TimerInfo timer) =>
            _ = (request, timer);
    }

    private static class NoTrigger
    {
        [Function("F")]
        public static void Run(FunctionContext context) => _ = context;
    }

    private static class WrongTimer
    {
        [Function("F")]
        public static void Run([TimerTrigger("* * * * *")] string timer) => _ = timer;
    }

    private static class BadSchedule
    {
        [Function("F")]
        public static void Run([TimerTrigger("not a cron")] TimerInfo timer) => _ = timer;
    }

    private static class SevenFields
    {
        [Function("F")]
        public static void Run([TimerTrigger("* * * * * * *")] TimerInfo timer) => _ = timer;
    }

    private static class Nickname
    {
        [Function("F")]
        public static void Run([TimerTrigger("@daily")] TimerInfo timer) => _ = timer;
    }

    private static class MissingSetting
    {
        [Function("F")]
        public static void Run([TimerTrigger("%Nope%")] TimerInfo timer) => _ = timer;
    }

    private static class BodyOfTimer
    {
        [Function("F")]
        public static void Run([TimerTrigger("* * * * *")] TimerInfo timer, [FromBody] string body) =>
            _ = (timer, body);
    }

    private static class Hidden
    {
        [Function("F")]
        internal static void Run([HttpTrigger(Open, "get")] HttpRequest request) => _ = request;
    }

    private static class AsyncVoid
    {
        [Function("F")]
        public static async void Run([HttpTrigger(Open, "get")] HttpRequest request)
        {
            await Task.Yield();
            _ = request;
        }
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class QueueOutputAttribute : OutputBindingAttribute;

    [AttributeUsage(AttributeTargets.Parameter)]
    private sealed class QueueTriggerAttribute : TriggerBindingAttribute;
}
