using System.Net;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>What settings a callout may have, and how it shows them.</summary>
public sealed class SettingsTests : IAsyncLifetime
{
    private const string Everything = """
        {
          "call_flow_logic": "ask_question", "message": "Are you well? Press 1 for yes.", "max_digits": 1,
          "answer_key": "well", "thanks": "Good.", "max_concurrent_calls": 5, "calls_per_minute": 60, "max_attempts": 10,
          "retry_statuses": ["failed", "busy", "not_answered", "canceled", "errored"], "retry_delay": 900,
          "calling_window": {"days": ["mon", "tue"], "start": "09:00", "end": "18:30", "time_zone": "Asia/Phnom_Penh"},
          "caller_id": "+442079460001", "start_at": "2030-01-01T00:00:00Z"
        }
        """;

    private SwitchboardApp _app = null!;
    private ApiClient _api = null!;

    public async Task InitializeAsync()
    {
        _app = await SwitchboardApp.StartAsync();
        _api = new ApiClient(_app.Http);
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task Settings_are_shown_as_they_were_sent_after_the_keys_of_the_seed()
    {
        var settings = JsonNode.Parse(Everything)!;
        var callout = await _api.CreateAsync("/api/callouts", new JsonObject { ["settings"] = settings });

        Assert.Equal(
            ["id", "status", "metadata", "created_at", "updated_at", "settings", "call_flow_logic", "audio_url"],
            callout.AsObject().Select(key => key.Key));
        Assert.True(JsonNode.DeepEquals(settings, callout["settings"]));
        Assert.True(JsonNode.DeepEquals(settings, (await _api.GetJsonAsync($"/api/callouts/{callout["id"]}"))["settings"]));
    }

    [Fact]
    public async Task What_is_played_can_be_said_beside_the_metadata_as_later_clients_do()
    {
        const string path = "/api/callouts/1";
        await _api.CreateAsync(
            "/api/callouts", ("call_flow_logic", "CallFlowLogic::PlayMessage"), ("audio_url", "https://example.org/a.mp3"));
        Assert.Equal(
            """{"call_flow_logic":"CallFlowLogic::PlayMessage","audio_url":"https://example.org/a.mp3"}""", await SettingsAsync());

        // The other settings stay.
        using var changed = await _api.PutAsync(path, ("audio_url", "https://example.org/b.mp3"));
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(
            """{"call_flow_logic":"CallFlowLogic::PlayMessage","audio_url":"https://example.org/b.mp3"}""", await SettingsAsync());

        using var replaced = await _api.PutAsync(path, ("settings[max_attempts]", "2"), ("call_flow_logic", "hello_world"));
        Assert.Equal(HttpStatusCode.NoContent, replaced.StatusCode);
        Assert.Equal("""{"max_attempts":"2","call_flow_logic":"hello_world"}""", await SettingsAsync());

        foreach (var (name, value, problem) in new[]
        {
            ("call_flow_logic", "juggle", "is not included in the list"),
            ("audio_url", "ftp://example.org/a.mp3", "must be an http(s) address of at most 2048 characters"),
        })
        {
            foreach (var refused in new[]
            {
                await _api.PutAsync(path, (name, value)), await _api.PostAsync("/api/callouts", (name, value)),
            })
            {
                var errors = (await ApiClient.JsonAsync(refused, HttpStatusCode.UnprocessableEntity))["errors"]!;
                Assert.Equal($$"""{"{{name}}":["{{problem}}"]}""", errors.ToJsonString());
            }
        }

        Assert.Equal("""{"max_attempts":"2","call_flow_logic":"hello_world"}""", await SettingsAsync());

        async Task<string> SettingsAsync() => (await _api.GetJsonAsync(path))["settings"]!.ToJsonString();
    }

    [Fact]
    public async Task A_form_sets_the_same_and_an_empty_value_sets_nothing()
    {
        var callout = await _api.CreateAsync(
            "/api/callouts",
            ("settings[max_attempts]", "5"),
            ("settings[retry_statuses]", "failed, busy"),
            ("settings[calling_window][days]", "mon,tue"),
            ("settings[calling_window][start]", "22:00"),
            ("settings[calling_window][end]", "24:00"),
            ("settings[caller_id]", "+44 20 7946 0001"),
            ("settings[message]", ""));

        Assert.Equal("5", (string?)callout["settings"]!["max_attempts"]);
    }

    [Fact]
    public async Task A_window_may_last_all_day() => await _api.CreateAsync("/api/callouts", new JsonObject
    {
        ["settings"] = JsonNode.Parse("""{"calling_window":{"days":["wed"],"start":"00:00","end":"24:00"}}"""),
    });

    [Theory]
    [InlineData("audio_url", "https://example.org/", 2_049, "audio_url must be an http(s) address of at most 2048 characters")]
    [InlineData("message", "", 4_001, "message must be a text of at most 4000 characters")]
    [InlineData("thanks", "", 4_001, "thanks must be a text of at most 4000 characters")]
    [InlineData("answer_key", "", 101, "answer_key must be a text of at most 100 characters")]
    [InlineData("retry_statuses", "", 40_000, "is too long (maximum is 32768 characters)")]
    public async Task Texts_have_a_limit(string name, string start, int length, string problem)
    {
        var text = start.PadRight(length, 'x');
        using var longer = await _api.PostAsync("/api/callouts", ($"settings[{name}]", text));

        var errors = (await ApiClient.JsonAsync(longer, HttpStatusCode.UnprocessableEntity))["errors"]!["settings"]!;
        Assert.Equal(problem, (string?)errors[0]);
        if (length <= 32_768)
            await _api.CreateAsync("/api/callouts", ($"settings[{name}]", text[..^1]));
    }

    [Theory]
    [InlineData("text", "is invalid")]
    [InlineData("""{"call_flow_logic":"juggle"}""", "call_flow_logic is not included in the list")]
    [InlineData("""{"call_flow_logic":["play_message"]}""", "call_flow_logic must be a text of at most 100 characters")]
    [InlineData("""{"call_flow_logic":"ask_question"}""", "message can't be blank where a question is asked")]
    [InlineData("""{"audio_url":"ftp://example.org/a.mp3"}""", "audio_url must be an http(s) address of at most 2048 characters")]
    [InlineData("""{"audio_url":"a b"}""", "audio_url must be an http(s) address of at most 2048 characters")]
    [InlineData("""{"message":{"a":1}}""", "message must be a text of at most 4000 characters")]
    [InlineData("""{"max_digits":0}""", "max_digits must be a whole number from 1 to 20")]
    [InlineData("""{"max_concurrent_calls":0}""", "max_concurrent_calls must be a whole number from 1 to 10000")]
    [InlineData("""{"max_concurrent_calls":1.5}""", "max_concurrent_calls must be a whole number from 1 to 10000")]
    [InlineData("""{"max_concurrent_calls":true}""", "max_concurrent_calls must be a whole number from 1 to 10000")]
    [InlineData("""{"calls_per_minute":-1}""", "calls_per_minute must be a whole number from 1 to 10000")]
    [InlineData("""{"calls_per_minute":99999999999}""", "calls_per_minute must be a whole number from 1 to 10000")]
    [InlineData("""{"max_attempts":11}""", "max_attempts must be a whole number from 1 to 10")]
    [InlineData("""{"retry_statuses":["completed"]}""", "retry_statuses must be some of failed, busy, not_answered, canceled, errored")]
    [InlineData("""{"retry_statuses":[{}]}""", "retry_statuses must be some of failed, busy, not_answered, canceled, errored")]
    [InlineData("""{"retry_statuses":{"a":1}}""", "retry_statuses must be some of failed, busy, not_answered, canceled, errored")]
    [InlineData("""{"retry_delay":604801}""", "retry_delay must be a whole number from 0 to 604800")]
    [InlineData("""{"calling_window":"always"}""", "calling_window must be an object")]
    [InlineData("""{"calling_window":{"end":"18:00"}}""", "calling_window.start must be a time of day such as 09:00")]
    [InlineData("""{"calling_window":{"start":"9","end":"18:00"}}""", "calling_window.start must be a time of day such as 09:00")]
    [InlineData("""{"calling_window":{"start":"09:00","end":"25:00"}}""", "calling_window.end must be a time of day such as 09:00")]
    [InlineData("""{"calling_window":{"start":"24:00","end":"09:00"}}""", "calling_window.start must be a time of day such as 09:00")]
    [InlineData("""{"calling_window":{"start":"09:00","end":"09:00"}}""", "calling_window.end must be another time than start")]
    [InlineData("""{"calling_window":{"start":"00:00","end":"00:00"}}""", "calling_window.end must be another time than start")]
    [InlineData(
        """{"calling_window":{"start":"09:00","end":"18:00","days":["mo"]}}""",
        "calling_window.days must be some of mon, tue, wed, thu, fri, sat, sun")]
    [InlineData(
        """{"calling_window":{"start":"09:00","end":"18:00","days":[]}}""",
        "calling_window.days must be some of mon, tue, wed, thu, fri, sat, sun")]
    [InlineData(
        """{"calling_window":{"start":"09:00","end":"18:00","time_zone":"Moon/Tycho"}}""",
        "calling_window.time_zone must be a time zone of the IANA database, such as Asia/Phnom_Penh, or number")]
    [InlineData("""{"calling_window":{"start":"09:00","end":"18:00","zone":"UTC"}}""", "calling_window.zone is not a setting")]
    [InlineData("""{"caller_id":"+447700900000"}""", "caller_id must be one of the application's own numbers")]
    [InlineData("""{"caller_id":"me"}""", "caller_id is an invalid number")]
    [InlineData("""{"start_at":"tomorrow"}""", "start_at must be a moment in ISO 8601 with its offset from UTC")]
    [InlineData("""{"start_at":"2030-01-01T00:00:00"}""", "start_at must be a moment in ISO 8601 with its offset from UTC")]
    [InlineData("""{"start_at":1893456000}""", "start_at must be a moment in ISO 8601 with its offset from UTC")]
    [InlineData("""{"max_attempt":3}""", "max_attempt is not a setting")]
    public async Task Settings_that_cannot_be_are_refused_and_nothing_changes(string settings, string problem)
    {
        var before = await _api.CreateAsync(
            "/api/callouts", new JsonObject { ["settings"] = new JsonObject { ["max_attempts"] = 2 } });
        var body = new JsonObject { ["settings"] = settings[0] == '{' ? JsonNode.Parse(settings) : settings };
        var path = $"/api/callouts/{before["id"]}";

        var update = await _api.SendAsync(HttpMethod.Patch, path, body.ToJsonString(), "application/json");
        var create = await _api.SendAsync(HttpMethod.Post, "/api/callouts", body.ToJsonString(), "application/json");

        foreach (var answer in new[] { update, create })
        {
            var errors = (await ApiClient.JsonAsync(answer, HttpStatusCode.UnprocessableEntity))["errors"]!["settings"]!;
            Assert.Contains(problem, errors.AsArray().Select(error => (string?)error));
        }

        Assert.True(JsonNode.DeepEquals(before, await _api.GetJsonAsync(path)));
        Assert.Single((await _api.GetJsonAsync("/api/callouts")).AsArray());
    }
}
