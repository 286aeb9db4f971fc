using System.Net;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;
using Switchboard.Tests.Callbacks;
using Switchboard.Tests.Callouts;
using Switchboard.Tests.Tickets;

namespace Switchboard.Tests.Operations;

/// <summary>
/// As on a Functions host with tables and nothing else: what can be done is, and what cannot says which setting it needs.
/// </summary>
public sealed class WithoutCommunicationTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Calls_end_with_the_reason_and_the_callout_goes_on_to_its_end()
    {
        await using var app = await StartAsync();
        var api = new ApiClient(app.Http);
        for (var i = 1; i <= 3; i++)
            await api.CreateAsync("/api/contacts", ("msisdn", $"+44770090010{i}"));
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");
        await api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));
        await api.FireAsync(1, "start");

        await app.AdvanceUntilAsync(
            async () => await api.StatisticAsync(1, "callout_participations_remaining") == 0
                && await api.StatisticAsync(1, "callout_participations") == 3,
            Limit);

        var calls = (await api.GetJsonAsync("/api/phone_calls")).AsArray();
        Assert.Equal(3, calls.Count);
        Assert.All(calls, call => Assert.Equal("errored", (string?)call!["status"]));
        Assert.All(calls, call => Assert.Contains("is set", (string?)call!["remote_error_message"]));
        Assert.Empty(app.Log.Tail().Trim());
    }

    [Fact]
    public async Task What_is_to_be_sent_waits_and_says_for_what()
    {
        await using var app = await StartAsync(("CALLBACK_NOTIFY_EMAIL", "desk@example.com"));
        var (ada, _, _) = await TicketClient.MeetAsync(app.Http);
        await new CallbackClient(app.Http).CreateAsync();
        await ada.OpenAsync();
        await app.AdvanceAsync(TimeSpan.FromMinutes(5));

        var messages = (await new ApiClient(app.Http).GetJsonAsync("/api/messages")).AsArray();

        Assert.Equal(2, messages.Count);
        Assert.All(messages, message => Assert.Equal("queued", (string?)message!["status"]));
        Assert.All(messages, message => Assert.Contains("is set", (string?)message!["error"]));
    }

    [Fact]
    public async Task Somebody_who_cannot_be_called_back_gets_a_note_of_it()
    {
        await using var app = await StartAsync();
        var callbacks = new CallbackClient(app.Http);
        await callbacks.CreateAsync();

        var answer = await callbacks.CallAsync(1, new JsonObject { ["agent"] = "+447700900208" });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await app.AdvanceUntilAsync(
            async () => (await callbacks.GetJsonAsync("/1"))["notes"]!.AsArray().Count == 2, Limit);

        Assert.Contains("is set", (string?)(await callbacks.GetJsonAsync("/1"))["details"]);
    }

    private static Task<SwitchboardApp> StartAsync(params (string Name, string Value)[] settings) => SwitchboardApp.StartAsync(new()
    {
        IsOnItsOwn = true,
        Settings = settings.Append(("ALLOW_ANONYMOUS", "true")).ToDictionary(
            setting => setting.Item1, setting => (string?)setting.Item2),
    });
}
