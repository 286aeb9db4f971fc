using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Tests.App;
using Switchboard.Tests.Callouts;
using Switchboard.Tests.Http;
using Switchboard.Tests.Messaging;

namespace Switchboard.Tests.Callbacks;

/// <summary>Ringing people who wait, and connecting them with an agent.</summary>
public sealed class CallbackCallTests : IDisposable
{
    private const string Agent = "+447700900208";

    private readonly string _data = Directory.CreateTempSubdirectory("switchboard-callback-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData(447700900108, Agent, "connected with +447700900208 for ")]
    [InlineData(447700900101, Agent, "busy or declined")]
    [InlineData(447700900102, Agent, "nobody answered")]
    [InlineData(447700900103, Agent, "could not be reached (")]
    [InlineData(447700900106, Agent, "answered and hung up before anybody was connected")]
    [InlineData(447700900108, "+447700900201", "answered, but +447700900201 did not take the call (")]
    public async Task What_came_of_a_call_is_a_note_and_a_mail(long phone, string agent, string outcome)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new CallbackClient(app.Http);
        await CreateAsync(api, phone);

        var accepted = await ApiClient.JsonAsync(
            await api.CallAsync(1, new JsonObject { ["agent"] = agent }), HttpStatusCode.Accepted);
        Assert.Equal(
            (1, $"+{phone}", agent), ((int)accepted["callback"]!, (string)accepted["phone"]!, (string)accepted["agent"]!));
        await NotedAsync(app, notes: 2);

        var callback = await api.GetJsonAsync("/1");
        Assert.StartsWith($"Called +{phone}: {outcome}", (string)callback["details"]!);
        Assert.Equal("New", (string?)callback["status"]);
        Assert.Contains($"Called +{phone}: {outcome}", (string)(await app.MailsAsync(2))[1]["plainText"]!);
        Assert.Equal($"+{phone}", (string?)(await CallsAsync(app)).Single()["to"]);
        Assert.Equal("ended", (string?)(await CallsAsync(app)).Single()["state"]);
        // Whatever was counted when it began is not any more.
        var tally = await app.Services.GetRequiredService<Switchboard.Telephony.Ledgers>().TallyAsync("callbacks-1");
        Assert.DoesNotContain(tally.Values.Keys, counter => counter.StartsWith("from."));
    }

    [Fact]
    public async Task Nobody_is_called_twice_at_a_time_and_everybody_again_afterwards()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new CallbackClient(app.Http);
        await CreateAsync(api, 447700900108);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => api.CallAsync(1, new JsonObject { ["agent"] = Agent })));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Accepted);
        Assert.Equal(9, answers.Count(answer => answer.StatusCode == HttpStatusCode.BadRequest));
        await NotedAsync(app, notes: 2);
        Assert.Equal(
            HttpStatusCode.Accepted, (await api.CallAsync(1, new JsonObject { ["agent"] = 447700900208 })).StatusCode);
        await NotedAsync(app, notes: 3);
        Assert.Equal(2, (await CallsAsync(app)).Count);
    }

    [Fact]
    public async Task Nobody_waits_for_two_calls_where_one_is_all_there_can_be()
    {
        await using var app = await SwitchboardApp.StartAsync(new()
        {
            Settings = new Dictionary<string, string?>
            {
                ["CALLER_NUMBERS"] = "+442079460001",
                ["CALLS_PER_CALLER_NUMBER"] = "1",
            },
        });
        var api = new CallbackClient(app.Http);
        await CreateAsync(api, 447700900108);

        Assert.Equal(HttpStatusCode.BadRequest, (await api.CallAsync(1, new JsonObject { ["agent"] = Agent })).StatusCode);
    }

    [Fact]
    public async Task A_call_that_cannot_be_started_at_once_is_started_by_the_watch()
    {
        await using var app = await SwitchboardApp.StartAsync();
        await CreateAsync(new CallbackClient(app.Http), 447700900108);
        var functions = ActivatorUtilities.CreateInstance<Switchboard.Callbacks.CallbackFunctions>(app.Services);
        var exchange = new Exchange("POST").With("application/json", $$"""{"agent":"{{Agent}}"}""");

        await exchange.AnswerAsync(
            await functions.CallCallback(exchange.Request, "1", new UnreachableDurable(), CancellationToken.None));

        Assert.Equal((int)HttpStatusCode.Accepted, exchange.Status);
        Assert.Contains(app.Log.Entries, entry => entry.Contains("callback 1 could not be told"));
        await NotedAsync(app, notes: 2);
        Assert.Single(await CallsAsync(app));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"agent":"12"}""")]
    [InlineData("""{"agent":["+447700900208"]}""")]
    [InlineData("""{"agent":"+447700900208","phone":1}""")]
    public async Task An_agent_who_cannot_be_called_is_refused(string body)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new CallbackClient(app.Http);
        await CreateAsync(api, 447700900108);

        Assert.Equal(HttpStatusCode.BadRequest, (await api.CallAsync(1, JsonNode.Parse(body)!.AsObject())).StatusCode);
        await CreateAsync(api, 12);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.CallAsync(2, new JsonObject { ["agent"] = Agent })).StatusCode);
        await app.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(await CallsAsync(app));
    }

    [Fact]
    public async Task Everyone_is_rung_once_and_noted_once_whatever_happens()
    {
        const int people = 8;
        var app = await StartAsync(now: null);
        var api = new CallbackClient(app.Http);
        for (var i = 1; i <= people; i++)
        {
            await CreateAsync(api, 447700900008 + 100 * i);
            (await api.CallAsync(i, new JsonObject { ["agent"] = $"+4477009{i}0208" })).EnsureSuccessStatusCode();
        }

        for (var crashes = 1; crashes <= 4; crashes++)
        {
            await app.CrashAfterAsync(pieces: 9 * crashes);
            app = await StartAsync(app.Clock.GetUtcNow());
        }

        await using (app)
        {
            for (var i = 1; i <= people; i++)
                await NotedAsync(app, notes: 2, callback: i);
            await app.AdvanceAsync(TimeSpan.FromMinutes(5));

            var calls = await CallsAsync(app);
            Assert.Equal(people, calls.Count);
            Assert.Equal(people, calls.Select(call => (string)call["to"]!).Distinct().Count());
            for (var i = 1; i <= people; i++)
                Assert.Equal(2, (await new CallbackClient(app.Http).GetJsonAsync($"/{i}"))["notes"]!.AsArray().Count);
        }
    }

    private static async Task CreateAsync(CallbackClient api, long phone)
    {
        var callback = CallbackClient.Callback();
        callback["phone"] = phone;
        await api.CreateAsync(callback);
    }

    private static Task NotedAsync(SwitchboardApp app, int notes, int callback = 1) => app.AdvanceUntilAsync(
        async () => (await new CallbackClient(app.Http).GetJsonAsync($"/{callback}"))["notes"]!.AsArray().Count == notes,
        TimeSpan.FromMinutes(20));

    private static async Task<List<JsonNode>> CallsAsync(SwitchboardApp app) =>
        [.. JsonNode.Parse(await app.Simulator.GetStringAsync("/simulator/calls"))!.AsArray().Select(call => call!)];

    /// <summary>Starts on what the one before left, with a phone network in which things go wrong.</summary>
    private async Task<SwitchboardApp> StartAsync(DateTimeOffset? now)
    {
        var options = new SwitchboardAppOptions
        {
            Data = _data,
            Settings = new Dictionary<string, string?> { ["COMMUNICATION_RETRIES"] = "0" },
        };
        var app = await SwitchboardApp.StartAsync(now is { } moment ? options with { Now = moment } : options);
        await app.SetFaultsAsync(new
        {
            duplicateEvents = 0.2,
            reorderEvents = 0.2,
            earlyEvents = 0.2,
            lostEvents = 0.2,
            createCallUnavailable = 0.2,
        });
        return app;
    }
}
