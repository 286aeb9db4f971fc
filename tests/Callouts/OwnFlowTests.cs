using System.Net;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>What people hear who take part in a callout with a call flow, or a number, of their own.</summary>
public sealed class OwnFlowTests
{
    private const string Participations = "/api/callouts/1/callout_participations";
    private const string Message = """{"message":"The river is rising.","retry_delay":60}""";

    [Fact]
    public async Task People_of_one_callout_hear_what_each_is_to_hear()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900108", """{"outcome":"answer","tones":["7"]}""");
        await campaign.CreateAsync(Message);
        var created = await EnrolAsync(campaign, "+447700900008", ("call_flow_logic", "CallFlowLogic::HelloWorld"));
        await EnrolAsync(campaign, "+447700900108", ("call_flow_logic", "ask_question"));
        var without = await EnrolAsync(campaign, "+447700900208");

        Assert.Equal("CallFlowLogic::HelloWorld", (string?)created["call_flow_logic"]);
        Assert.Equal("call_flow_logic", without.AsObject().Last().Key);
        Assert.Null(without["call_flow_logic"]);
        await campaign.Api.FireAsync(1, "start");
        await campaign.RunToTheEndAsync();

        var heard = await HeardAsync(campaign);
        Assert.Contains("Hello World", heard["+447700900008"]);
        Assert.DoesNotContain("river", heard["+447700900008"]);
        Assert.Contains("river", heard["+447700900108"]);
        Assert.Contains("river", heard["+447700900208"]);
        Assert.Equal(
            """{"answer":"7"}""",
            (await campaign.Api.GetJsonAsync("/api/callout_participations?call_flow_logic=ask_question"))[0]!["metadata"]!.ToJsonString());
        var flows = (await campaign.Api.GetJsonAsync("/api/phone_calls")).AsArray()
            .ToDictionary(call => (string)call!["msisdn"]!, call => (string?)call!["call_flow_logic"]);
        Assert.Equal("hello_world", flows["+447700900008"]);
        Assert.Equal("ask_question", flows["+447700900108"]);
        Assert.Equal("play_message", flows["+447700900208"]);
        foreach (var (path, total) in new[]
        {
            ("callout_participations?call_flow_logic=hello_world", 1),
            ("callout_participations?q[call_flow_logic]=CallFlowLogic::HelloWorld,ask_question", 2),
            ("callout_participations?call_flow_logic=play_message", 0),
            ("phone_calls?call_flow_logic=play_message", 1),
            ("phone_calls?call_flow_logic=CallFlowLogic::HelloWorld,ask_question", 2),
            ("remote_phone_call_events?q[call_flow_logic]=ask_question&details[event]=answered", 1),
        })
            Assert.Equal((path, total), (path, await campaign.Api.TotalAsync($"/api/{path}")));
    }

    [Fact]
    public async Task A_call_takes_the_flow_that_its_participation_has_when_it_is_made()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.CreateAsync("""{"message":"The river is rising.","retry_statuses":["busy"],"retry_delay":300}""");
        await campaign.Phones.ScriptAsync("+447700900008", """{"outcome":"busy"}""");
        var path = $"/api/callout_participations/{(await EnrolAsync(campaign, "+447700900008"))["id"]}";
        await campaign.Api.FireAsync(1, "start");

        foreach (var (calls, flow, shown) in new[] { (1, "hello_world", "hello_world"), (2, "", null) })
        {
            await campaign.UntilCallsAsync(calls);
            await app.AdvanceAsync(TimeSpan.FromMinutes(1));
            Assert.Equal(HttpStatusCode.NoContent, (await campaign.Api.PutAsync(path, ("call_flow_logic", flow))).StatusCode);
            Assert.Equal(shown, (string?)(await campaign.Api.GetJsonAsync(path))["call_flow_logic"]);
        }

        await campaign.Phones.ScriptAsync("+447700900008", """{"outcome":"answer","talkSeconds":20}""");
        await campaign.UntilCallsAsync(3);
        await campaign.RunToTheEndAsync();

        Assert.Equal(
            ["play_message", "hello_world", "play_message"],
            (await campaign.Api.GetJsonAsync("/api/phone_calls")).AsArray().Select(call => (string?)call!["call_flow_logic"]));
        Assert.Contains("river", (await campaign.Phones.CallsAsync())[^1]["prompts"]!.ToJsonString());
    }

    [Fact]
    public async Task What_a_participation_cannot_have_is_refused_and_nothing_changes()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.CreateAsync();
        await EnrolAsync(campaign, "+447700900008", ("call_flow_logic", "ask_question"));
        await EnrolAsync(campaign, "+447700900108");
        await campaign.Api.CreateAsync("/api/contacts", ("msisdn", "+447700900208"));
        var before = await campaign.Api.GetJsonAsync(Participations);

        foreach (var (change, errors) in new[]
        {
            ("""{"call_flow_logic":"juggle"}""", """{"call_flow_logic":["is not included in the list"]}"""),
            ("""{"call_flow_logic":7}""", """{"call_flow_logic":["is not included in the list"]}"""),
            ("""{"call_flow_logic":["hello_world"]}""", """{"call_flow_logic":["is not included in the list"]}"""),
            ("""{"call_flow_logic":{"a":"hello_world"}}""", """{"call_flow_logic":["is not included in the list"]}"""),
            ("""{"msisdn":"12"}""", """{"msisdn":["is an invalid number"]}"""),
            ("""{"msisdn":["+447700900308"]}""", """{"msisdn":["is an invalid number"]}"""),
            ("""{"msisdn":"+447700900108"}""", """{"msisdn":["has already been taken"]}"""),
            (
                """{"msisdn":"1","call_flow_logic":"juggle","metadata":1}""",
                """{"msisdn":["is an invalid number"],"call_flow_logic":["is not included in the list"],"metadata":["is invalid"]}"""),
        })
        {
            using var updated = await campaign.Api.SendAsync(HttpMethod.Patch, "/api/callout_participations/1", change, "application/json");
            await RefusedAsync(updated, change, errors);
            var wish = JsonNode.Parse(change)!.AsObject();
            wish["contact_id"] = 3;
            using var created = await campaign.Api.SendAsync(HttpMethod.Post, Participations, wish.ToJsonString(), "application/json");
            await RefusedAsync(created, change, errors);
        }

        using var blank = await campaign.Api.PutAsync("/api/callout_participations/1", ("msisdn", ""));
        await RefusedAsync(blank, "", """{"msisdn":["can't be blank"]}""");
        using var nowhere = await campaign.Api.PutAsync("/api/callout_participations/99", ("call_flow_logic", "hello_world"));
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.True(JsonNode.DeepEquals(before, await campaign.Api.GetJsonAsync(Participations)));
    }

    [Fact]
    public async Task Everything_of_a_participation_can_be_changed_at_once_and_found()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.CreateAsync();
        var before = Enumerable.Range(0, 45).Select(i => ($"metadata[before{i}]", $"{i}"));
        await EnrolAsync(campaign, "+447700900008", [("call_flow_logic", "hello_world"), .. before]);

        using var changed = await ChangeAsync(
            campaign,
            [
                ("call_flow_logic", "play_message"), ("msisdn", "+447700900108"),
                .. Enumerable.Range(0, 45).Select(i => ($"metadata[after{i}]", $"{i}")),
            ]);

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        foreach (var (query, total) in new[]
        {
            ("call_flow_logic=play_message", 1), ("call_flow_logic=hello_world", 0), ("metadata[after44]=44", 1),
            ("metadata[before0]=0", 0), ("msisdn=447700900108", 1), ("msisdn=447700900008", 0),
        })
            Assert.Equal((query, total), (query, await campaign.Api.TotalAsync($"/api/callout_participations?{query}")));
    }

    [Fact]
    public async Task Whose_number_is_corrected_is_called_there_and_the_calls_before_stay_with_the_old_one()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900109", """{"outcome":"invalid"}""");
        await campaign.CreateAsync(Message);
        foreach (var number in new[] { "+447700900001", "+447700900208" })
            await EnrolAsync(campaign, number);

        // Nobody was called yet: the first number is free again.
        Assert.Equal(HttpStatusCode.NoContent, (await ChangeAsync(campaign, ("msisdn", "44 7700 900109"), ("contact_id", "2"))).StatusCode);
        await EnrolAsync(campaign, "+447700900401", ("msisdn", "+447700900001"));
        await campaign.Api.FireAsync(1, "start");
        await app.AdvanceUntilAsync(
            async () => await campaign.Api.StatisticAsync(1, "calls_failed") == 1, TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NoContent, (await ChangeAsync(campaign, ("msisdn", "+447700900308"))).StatusCode);
        await campaign.RunToTheEndAsync();

        Assert.Equal(
            ["+447700900001", "+447700900109", "+447700900208", "+447700900308"],
            (await campaign.Phones.CalledAsync()).Order(StringComparer.Ordinal));
        var shown = await campaign.Api.GetJsonAsync("/api/callout_participations/1");
        Assert.Equal(("+447700900308", 1, 2), ((string?)shown["msisdn"], (int)shown["contact_id"]!, (int)shown["phone_calls_count"]!));
        foreach (var (path, total) in new[]
        {
            ("phone_calls?msisdn=447700900109", 1), ("phone_calls?msisdn=447700900308", 1),
            ("phone_calls?msisdn=447700900109,447700900308", 2), ("callout_participations/1/phone_calls", 2),
            ("callout_participations?msisdn=447700900109", 0), ("callout_participations?msisdn=447700900308", 1),
        })
            Assert.Equal((path, total), (path, await campaign.Api.TotalAsync($"/api/{path}")));

        // A number is called for one person of a callout: the one that was called is still taken, by whom it was taken.
        using var taken = await campaign.Api.PutAsync("/api/callout_participations/2", ("msisdn", "+447700900109"));
        await RefusedAsync(taken, "", """{"msisdn":["has already been taken"]}""");
        Assert.Equal(HttpStatusCode.NoContent, (await ChangeAsync(campaign, ("msisdn", "+447700900109"))).StatusCode);
    }

    [Fact]
    public async Task Whoever_is_changed_while_the_dialler_is_at_work_is_called_once_as_before_or_as_after()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        const int people = 20;
        await campaign.CreateAsync(Campaign.Listeners(people));

        var starting = campaign.Api.FireAsync(1, "start");
        var changed = await Task.WhenAll(Enumerable.Range(1, people).Select(async id => (await campaign.Api.PutAsync(
            $"/api/callout_participations/{id}",
            ("msisdn", $"+4477008{id:D3}08"),
            ("call_flow_logic", "play_message"))).StatusCode));
        await starting;
        await campaign.RunToTheEndAsync();

        Assert.All(changed, status => Assert.Equal(HttpStatusCode.NoContent, status));
        var dialled = (await campaign.Phones.CallsAsync()).Select(call => (string)call["to"]!).ToList();
        var calls = (await campaign.Api.GetJsonAsync($"/api/phone_calls?per_page={people}")).AsArray();
        Assert.Equal(dialled.Order(StringComparer.Ordinal), calls.Select(call => (string)call!["msisdn"]!).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, people), calls.Select(call => (int)call!["callout_participation_id"]!).Order());
        Assert.All(calls, call => Assert.Equal(
            (string)call!["msisdn"]! == $"+4477008{(int)call["callout_participation_id"]!:D3}08" ? "play_message" : "hello_world",
            (string?)call["call_flow_logic"]));
        Assert.Equal(people, await campaign.Api.StatisticAsync(1, "calls_completed"));
        Assert.Equal(0, await campaign.Api.StatisticAsync(1, "callout_participations_remaining"));
        foreach (var number in dialled)
            Assert.Equal((number, 1), (number, await campaign.Api.TotalAsync($"/api/phone_calls?msisdn={number[1..]}")));
    }

    private static async Task<JsonNode> EnrolAsync(Campaign campaign, string msisdn, params (string, string)[] wish)
    {
        var contact = await campaign.Api.CreateAsync("/api/contacts", ("msisdn", msisdn));
        return await campaign.Api.CreateAsync(Participations, [("contact_id", $"{contact["id"]}"), .. wish]);
    }

    private static Task<HttpResponseMessage> ChangeAsync(Campaign campaign, params (string, string)[] change) =>
        campaign.Api.PutAsync("/api/callout_participations/1", change);

    private static async Task<Dictionary<string, string>> HeardAsync(Campaign campaign) =>
        (await campaign.Phones.CallsAsync()).ToDictionary(call => (string)call["to"]!, call => call["prompts"]!.ToJsonString());

    private static async Task RefusedAsync(HttpResponseMessage answer, string change, string errors)
    {
        var said = (await ApiClient.JsonAsync(answer, HttpStatusCode.UnprocessableEntity))["errors"]!;
        Assert.Equal((change, JsonNode.Parse(errors)!.ToJsonString()), (change, said.ToJsonString()));
    }
}
