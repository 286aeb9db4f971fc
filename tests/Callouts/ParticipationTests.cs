using System.Net;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>Participations, phone calls, and what the carrier said about them, as the API shows them.</summary>
public sealed class ParticipationTests(ParticipationTests.Running running) : IClassFixture<ParticipationTests.Running>
{
    private readonly ApiClient _api = new(running.App.Http);

    /// <summary>
    /// Two callouts over: of the first's three people one answered, one was busy, one could not be reached and was called
    /// three times; the second callout called the first two of them, and a third was never called, because it was stopped.
    /// </summary>
    public sealed class Running : IAsyncLifetime
    {
        internal SwitchboardApp App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await SwitchboardApp.StartAsync();
            var api = new ApiClient(App.Http);
            string[] persons =
            [
                """{"outcome":"answer","talkSeconds":10}""", """{"outcome":"busy"}""", """{"outcome":"invalid"}""",
            ];
            for (var i = 0; i < persons.Length; i++)
            {
                var number = $"+44770090000{i}";
                await App.Phones().ScriptAsync(number, persons[i]);
                await api.CreateAsync("/api/contacts", ("msisdn", number), ("metadata[i]", $"{i}"));
            }

            foreach (var callout in new[] { 1, 2 })
            {
                await api.CreateAsync("/api/callouts");
                await api.CreateAsync($"/api/callouts/{callout}/callout_populations");
                await api.CreateAsync($"/api/callout_populations/{callout}/callout_population_events", ("event", "queue"));
                await App.AdvanceUntilAsync(
                    async () => (string?)(await api.GetJsonAsync($"/api/callout_populations/{callout}"))["status"] == "populated",
                    TimeSpan.FromMinutes(1));
            }

            await api.FireAsync(1, "start");
            await App.AdvanceUntilAsync(
                async () => await api.StatisticAsync(1, "calls_failed") == 3
                    && await api.StatisticAsync(1, "calls_completed") == 1 && await api.StatisticAsync(1, "calls_busy") == 1,
                TimeSpan.FromHours(1));
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }

    [Fact]
    public async Task A_participation_is_shown_with_what_became_of_it()
    {
        var shown = await FirstAsync("/api/callouts/1/callout_participations?contact_id=1");

        Assert.Equal(
            "id callout_id contact_id callout_population_id msisdn metadata answered phone_calls_count created_at updated_at "
            + "last_phone_call_status last_called_at answered_at call_flow_logic",
            string.Join(' ', shown.Select(entry => entry.Key)));
        Assert.Equal("+447700900000", (string?)shown["msisdn"]);
        Assert.True((bool)shown["answered"]!);
        Assert.Equal(1, (int)shown["phone_calls_count"]!);
        Assert.Equal("completed", (string?)shown["last_phone_call_status"]);
        Assert.True(JsonNode.DeepEquals(shown, await _api.GetJsonAsync($"/api/callout_participations/{shown["id"]}")));
    }

    [Theory]
    [InlineData("/api/callout_participations", 6)]
    [InlineData("/api/callout_participations?sort=-id&per_page=4&page=2", 2)]
    [InlineData("/api/callout_participations?callout_id=2", 3)]
    [InlineData("/api/callout_participations?q[callout_id]=1,2&contact_id=3", 2)]
    [InlineData("/api/callout_participations?callout_id=none", 0)]
    [InlineData("/api/callout_participations?callout_population_id=1", 3)]
    [InlineData("/api/callout_participations?msisdn=447700900001", 2)]
    [InlineData("/api/callout_participations?has_phone_calls=true", 3)]
    [InlineData("/api/callout_participations?has_phone_calls=false", 3)]
    [InlineData("/api/callout_participations?answered=true", 1)]
    [InlineData("/api/callout_participations?answered=True", 1)]
    [InlineData("/api/callout_participations?q[has_phone_calls]=0", 3)]
    [InlineData("/api/callout_participations?has_phone_calls=perhaps", 6)]
    [InlineData("/api/callout_participations?last_phone_call_attempt=busy,failed", 2)]
    [InlineData("/api/callout_participations?no_phone_calls_or_last_attempt=failed", 4)]
    [InlineData("/api/callout_participations?callout_filter_params[status]=running", 3)]
    [InlineData("/api/callout_participations?q[callout_filter_params][status]=initialized,stopped&has_phone_calls=true", 0)]
    [InlineData("/api/callout_participations?callout_filter_params[call_flow_logic]=CallFlowLogic::HelloWorld", 6)]
    [InlineData("/api/callout_participations?callout_filter_params[metadata][a]=b", 0)]
    [InlineData("/api/callout_participations?callout_id=2&callout_filter_params[status]=running", 0)]
    [InlineData("/api/callout_participations?callout_id=1,2&callout_filter_params[created_at_or_after]=2026-03-02", 6)]
    [InlineData("/api/callout_participations?callout_filter_params[status]=running&q[callout_filter_params][status]=initialized", 0)]
    [InlineData("/api/callout_participations?callout_filter_params=running", 6)]
    [InlineData("/api/contacts/2/callout_participations?callout_filter_params[status]=running", 1)]
    [InlineData("/api/callout_participations?sort=-answered,call_flow_logic", 6)]
    [InlineData("/api/callout_participations?created_at_or_after=2026-03-02", 6)]
    [InlineData("/api/callout_participations?created_at_after=2026-03-02", 0)]
    [InlineData("/api/callout_participations?sort=-created_at,msisdn", 6)]
    [InlineData("/api/callout_populations/2/callout_participations", 3)]
    [InlineData("/api/contacts/2/callout_participations", 2)]
    [InlineData("/api/contacts/2/callouts?status=running", 1)]
    [InlineData("/api/contacts/2/callouts", 2)]
    [InlineData("/api/callouts/1/contacts", 3)]
    [InlineData("/api/callouts/1/contacts?metadata[i]=2", 1)]
    [InlineData("/api/phone_calls", 5)]
    [InlineData("/api/phone_calls?status=failed", 3)]
    [InlineData("/api/phone_calls?status=busy,completed", 2)]
    [InlineData("/api/phone_calls?status=queued,in_progress", 0)]
    [InlineData("/api/phone_calls?status=nonsense", 0)]
    [InlineData("/api/phone_calls?callout_id=2", 0)]
    [InlineData("/api/phone_calls?contact_id=3", 3)]
    [InlineData("/api/phone_calls?contact_id=3,1", 4)]
    [InlineData("/api/phone_calls?msisdn=%2B447700900002", 3)]
    [InlineData("/api/phone_calls?remote_status=busy", 1)]
    [InlineData("/api/phone_calls?sort=-status,-id&per_page=3", 3)]
    [InlineData("/api/phone_calls?created_at_before=2026-03-02", 0)]
    [InlineData("/api/phone_calls?remotely_queued_at_or_after=2026-03-02", 5)]
    [InlineData("/api/phone_calls?q[remotely_queued_at_after]=2026-03-02", 0)]
    [InlineData("/api/phone_calls?remotely_queued_at_before=2026-03-02", 0)]
    [InlineData("/api/phone_calls?remotely_queued_at_or_before=soon", 5)]
    [InlineData("/api/phone_calls?sort=-callout_id,call_flow_logic,remote_call_id,remote_error_message,remotely_queued_at", 5)]
    [InlineData("/api/callouts/1/phone_calls", 5)]
    [InlineData("/api/callouts/2/phone_calls", 0)]
    [InlineData("/api/contacts/3/phone_calls", 3)]
    [InlineData("/api/contacts/3/phone_calls?status=completed", 0)]
    [InlineData("/api/callout_populations/1/phone_calls", 5)]
    [InlineData("/api/callout_populations/1/phone_calls?status=failed", 3)]
    [InlineData("/api/callout_populations/2/phone_calls", 0)]
    [InlineData("/api/phone_calls?remote_response[code]=0", 1)]
    [InlineData("/api/phone_calls?q[remote_response][code.gteq]=400", 4)]
    [InlineData("/api/phone_calls?remote_response[sub_code]", 0)]
    [InlineData("/api/phone_calls?remote_request_params[to]=%2B447700900002", 3)]
    [InlineData("/api/phone_calls?remote_request_params[to]=%2B447700900002&status=busy", 0)]
    [InlineData("/api/phone_calls?remote_queue_response[call_connection_id.exists]=true", 5)]
    [InlineData("/api/phone_calls?remote_queue_response[call_connection_id]=none", 0)]
    [InlineData("/api/phone_calls?remote_direction=outbound-api", 5)]
    [InlineData("/api/phone_calls?remote_direction=inbound", 0)]
    [InlineData("/api/phone_calls?duration_gt=0", 1)]
    [InlineData("/api/phone_calls?duration=0", 4)]
    [InlineData("/api/phone_calls?duration_gteq=0&duration_lt=1", 4)]
    [InlineData("/api/phone_calls?duration_lteq=0&duration_gt=soon", 4)]
    [InlineData("/api/remote_phone_call_events", 6)]
    [InlineData("/api/remote_phone_call_events?sort=-id&per_page=4&page=2", 2)]
    [InlineData("/api/remote_phone_call_events?details[event]=unreachable", 3)]
    [InlineData("/api/remote_phone_call_events?q[details][event.in]=answered,ended", 2)]
    [InlineData("/api/remote_phone_call_events?phone_call_id=none", 0)]
    [InlineData("/api/remote_phone_call_events?phone_call_id=999", 0)]
    [InlineData("/api/remote_phone_call_events?remote_direction=inbound", 0)]
    [InlineData("/api/remote_phone_call_events?call_flow_logic=CallFlowLogic::HelloWorld", 6)]
    [InlineData("/api/phone_calls?call_flow_logic=hello_world", 5)]
    [InlineData("/api/phone_calls?call_flow_logic=CallFlowLogic::PlayMessage", 0)]
    [InlineData("/api/remote_phone_call_events?call_duration_gt=0", 1)]
    [InlineData("/api/remote_phone_call_events?created_at_before=2026-03-02", 0)]
    [InlineData("/api/remote_phone_call_events?callout_id=1&contact_id=3", 3)]
    [InlineData("/api/callouts/1/remote_phone_call_events", 6)]
    [InlineData("/api/callouts/2/remote_phone_call_events", 0)]
    [InlineData("/api/contacts/1/remote_phone_call_events", 2)]
    [InlineData("/api/contacts/3/remote_phone_call_events?details[event]=unreachable", 3)]
    public async Task Lists_have_what_is_asked_for(string path, int count)
    {
        var response = await _api.GetAsync(path);
        Assert.Equal(count, (await ApiClient.JsonAsync(response, HttpStatusCode.OK)).AsArray().Count);
        if (!path.Contains("per_page", StringComparison.Ordinal))
            Assert.Equal($"{count}", response.Headers.GetValues("Total").Single());
    }

    [Fact]
    public async Task A_phone_call_is_shown_with_what_the_carrier_said()
    {
        var call = await FirstAsync("/api/phone_calls?status=completed");
        Assert.Equal(
            "id callout_participation_id contact_id callout_id status msisdn remote_call_id remote_status remote_direction "
            + "remote_error_message metadata remote_response remote_queue_response remote_request_params call_flow_logic duration "
            + "created_at updated_at attempt from answered_at ended_at remotely_queued_at",
            string.Join(' ', call.Select(entry => entry.Key)));
        Assert.InRange(
            (DateTimeOffset)call["remotely_queued_at"]!, (DateTimeOffset)call["created_at"]!, (DateTimeOffset)call["answered_at"]!);
        Assert.Equal(1, (int)call["contact_id"]!);
        Assert.Equal(1, (int)call["callout_id"]!);
        Assert.Equal("completed", (string?)call["remote_status"]);
        Assert.InRange((int)call["duration"]!, 1, 120);
        Assert.True(JsonNode.DeepEquals(call, await _api.GetJsonAsync($"/api/phone_calls/{call["id"]}")));

        var failed = await FirstAsync("/api/callout_participations?last_phone_call_attempt=failed");
        Assert.Equal(3, (await _api.GetJsonAsync($"/api/callout_participations/{failed["id"]}/phone_calls")).AsArray().Count);
    }

    [Fact]
    public async Task What_the_carrier_said_about_a_call_is_shown()
    {
        var call = await FirstAsync("/api/phone_calls?status=completed");
        var events = (await _api.GetJsonAsync($"/api/phone_calls/{call["id"]}/remote_phone_call_events")).AsArray();

        Assert.Equal(
            "id phone_call_id details metadata remote_call_id remote_direction call_flow_logic call_duration created_at updated_at",
            string.Join(' ', events[0]!.AsObject().Select(entry => entry.Key)));
        Assert.Equal(["answered", "ended"], events.Select(one => (string?)one!["details"]!["event"]));
        Assert.All(events, one => Assert.Equal((string?)call["remote_call_id"], (string?)one!["remote_call_id"]));
        Assert.All(events, one => Assert.Equal((int)call["id"]!, (int)one!["phone_call_id"]!));
        Assert.Equal((int)call["duration"]!, (int)events[1]!["call_duration"]!);
        Assert.True(JsonNode.DeepEquals(events[1], await _api.GetJsonAsync($"/api/remote_phone_call_events/{events[1]!["id"]}")));

        var failed = await FirstAsync("/api/callout_participations?last_phone_call_attempt=failed");
        var unreachable = await _api.GetJsonAsync($"/api/callout_participations/{failed["id"]}/remote_phone_call_events?per_page=2&page=2");
        Assert.Equal(["unreachable"], unreachable.AsArray().Select(one => (string?)one!["details"]!["event"]));
    }

    [Fact]
    public async Task Phone_calls_are_sorted_by_what_the_carrier_called_them()
    {
        var statuses = (await _api.GetJsonAsync("/api/phone_calls?sort=-remote_status,id")).AsArray()
            .Select(call => (string?)call!["remote_status"]);

        Assert.Equal(["failed", "failed", "failed", "completed", "busy"], statuses);
    }

    [Fact]
    public async Task Metadata_of_a_phone_call_can_be_changed_and_found()
    {
        var path = $"/api/phone_calls/{(await FirstAsync("/api/phone_calls?status=busy"))["id"]}";

        using var changed = await _api.PutAsync(path, ("metadata[heard]", "no"), ("status", "completed"));
        using var refused = await _api.PutAsync(path, ("metadata", "text"));
        using var nowhere = await _api.PutAsync("/api/phone_calls/99999", ("metadata[heard]", "no"));

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        var found = await FirstAsync("/api/phone_calls?q[metadata][heard]=no");
        Assert.Equal(("busy", """{"heard":"no"}"""), ((string?)found["status"], found["metadata"]!.ToJsonString()));
        Assert.Empty((await _api.GetJsonAsync("/api/phone_calls?metadata[heard]=yes")).AsArray());
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Metadata_of_what_the_carrier_said_can_be_changed_and_found(string method)
    {
        var id = (await FirstAsync("/api/remote_phone_call_events?details[event]=found_busy"))["id"];
        var path = $"/api/remote_phone_call_events/{id}";

        using var changed = await _api.SendAsync(
            new HttpMethod(method), path, $$"""{"metadata":{"seen":"{{method}}"},"details":{"event":"none"} }""", "application/json");
        using var refused = await _api.PutAsync(path, ("metadata", "text"));

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var found = await FirstAsync($"/api/remote_phone_call_events?q[metadata][seen]={method}");
        Assert.Equal(id!.ToJsonString(), found["id"]!.ToJsonString());
        Assert.Equal("found_busy", (string?)found["details"]!["event"]);
    }

    [Fact]
    public async Task Metadata_of_a_participation_can_be_changed_and_found()
    {
        var id = (await FirstAsync("/api/callouts/2/callout_participations?contact_id=2"))["id"];

        Assert.Equal(HttpStatusCode.NoContent, (await _api.PutAsync($"/api/callout_participations/{id}", ("metadata[vip]", "yes"))).StatusCode);

        Assert.Equal(
            id!.ToJsonString(), (await FirstAsync("/api/callout_participations?metadata[vip]=yes"))["id"]!.ToJsonString());
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await _api.PutAsync($"/api/callout_participations/{id}", ("metadata", "text"))).StatusCode);
    }

    [Fact]
    public async Task A_participation_can_go_as_long_as_nobody_was_called()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        foreach (var i in new[] { 0, 1 })
            await api.CreateAsync("/api/contacts", ("msisdn", $"+44770090000{i}"));
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");
        await api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));
        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "callout_participations") == 2, TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync("/api/callout_participations/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.DeleteAsync("/api/callout_participations/1")).StatusCode);
        Assert.Equal(1, await api.StatisticAsync(1, "callout_participations"));
        Assert.Equal(1, await api.StatisticAsync(1, "callout_participations_remaining"));
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync("/api/contacts/1")).StatusCode);

        await api.FireAsync(1, "start");
        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "callout_participations_remaining") == 0, TimeSpan.FromHours(1));
        var refused = await api.DeleteAsync("/api/callout_participations/2");
        Assert.Equal(
            """{"errors":{"base":["Cannot delete record because dependent phone calls exist"]}}""",
            (await ApiClient.JsonAsync(refused, HttpStatusCode.UnprocessableEntity)).ToJsonString());
        Assert.Equal(["+447700900001"], await app.Phones().CalledAsync());
    }

    [Fact]
    public async Task Whoever_is_deleted_while_the_dialler_is_at_work_is_either_called_or_gone()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        for (var i = 0; i < 40; i++)
            await api.CreateAsync("/api/contacts", ("msisdn", $"+4477009000{i:D2}"));
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");
        await api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));
        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "callout_participations") == 40, TimeSpan.FromMinutes(1));

        var starting = api.FireAsync(1, "start");
        var deleted = await Task.WhenAll(Enumerable.Range(1, 40).Select(async id =>
            (await api.DeleteAsync($"/api/callout_participations/{id}")).StatusCode));
        await starting;
        await app.AdvanceAsync(TimeSpan.FromMinutes(30));

        var gone = deleted.Count(status => status == HttpStatusCode.NoContent);
        Assert.Equal(40 - gone, deleted.Count(status => status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(40 - gone, (await app.Phones().CalledAsync()).Count);
        Assert.Equal(40 - gone, await api.StatisticAsync(1, "callout_participations"));
    }

    [Theory]
    [InlineData("/api/callout_participations/99999")]
    [InlineData("/api/callout_participations/0")]
    [InlineData("/api/callout_participations/9223372036854775807")]
    [InlineData("/api/callout_participations/99999/phone_calls")]
    [InlineData("/api/callout_participations/99999/remote_phone_call_events")]
    [InlineData("/api/callouts/99999/callout_participations")]
    [InlineData("/api/callouts/99999/contacts")]
    [InlineData("/api/callouts/99999/phone_calls")]
    [InlineData("/api/callout_populations/99999/callout_participations")]
    [InlineData("/api/contacts/99999/callout_participations")]
    [InlineData("/api/contacts/99999/callouts")]
    [InlineData("/api/contacts/99999/phone_calls")]
    [InlineData("/api/phone_calls/99999")]
    [InlineData("/api/phone_calls/99999/remote_phone_call_events")]
    [InlineData("/api/remote_phone_call_events/99999999")]
    [InlineData("/api/callouts/99999/remote_phone_call_events")]
    [InlineData("/api/contacts/99999/remote_phone_call_events")]
    [InlineData("/api/callout_populations/99999/phone_calls")]
    public async Task What_does_not_exist_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync(path)).StatusCode);

    private async Task<JsonObject> FirstAsync(string path) => (await _api.GetJsonAsync(path))[0]!.AsObject();
}
