using System.Net;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>Populations as later clients of Somleng SCFM know them.</summary>
public sealed class BatchOperationTests
{
    private const string Type = "BatchOperation::CalloutPopulation";

    [Fact]
    public async Task A_batch_operation_is_a_population_from_its_creation_to_its_end()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        var api = campaign.Api;
        await api.CreateAsync("/api/contacts", ("msisdn", "+447700900108"), ("metadata[gender]", "f"));
        await api.CreateAsync("/api/contacts", ("msisdn", "+447700900208"), ("metadata[gender]", "m"));
        await api.CreateAsync("/api/callouts");

        using var answer = await api.PostAsync(
            "/api/callouts/1/batch_operations",
            ("type", Type),
            ("parameters[contact_filter_params][metadata][gender]", "f"),
            ("metadata[by]", "me"));
        var created = await ApiClient.JsonAsync(answer, HttpStatusCode.Created);

        Assert.Equal("/api/batch_operations/1", answer.Headers.Location!.OriginalString);
        Assert.Equal(
            "id callout_id parameters metadata status created_at updated_at type",
            string.Join(' ', created.AsObject().Select(entry => entry.Key)));
        Assert.Equal(
            """{"contact_filter_params":{"metadata":{"gender":"f"}}}""", created["parameters"]!.ToJsonString());
        Assert.Equal(("preview", Type), ((string?)created["status"], (string?)created["type"]));
        Assert.True(JsonNode.DeepEquals(created, await api.GetJsonAsync("/api/batch_operations/1")));
        Assert.Equal("preview", (string?)(await api.GetJsonAsync("/api/callout_populations/1"))["status"]);
        Assert.Equal(1, await api.TotalAsync("/api/batch_operations/1/preview/contacts"));
        Assert.Equal(0, await api.TotalAsync("/api/batch_operations/1/contacts"));

        var queued = await api.CreateAsync("/api/batch_operations/1/batch_operation_events", ("event", "queue"));
        Assert.Equal("queued", (string?)queued["status"]);
        await app.AdvanceUntilAsync(
            async () => (string?)(await api.GetJsonAsync("/api/batch_operations/1"))["status"] == "finished", TimeSpan.FromMinutes(1));
        await api.FireAsync(1, "start");
        await campaign.RunToTheEndAsync();

        Assert.Equal(1, await api.TotalAsync("/api/batch_operations/1/contacts?metadata[gender]=f"));
        Assert.Equal(1, await api.TotalAsync("/api/batch_operations/1/callout_participations"));
        Assert.Equal(1, await api.TotalAsync("/api/batch_operations/1/phone_calls?status=completed"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await api.DeleteAsync("/api/batch_operations/1")).StatusCode);
    }

    [Fact]
    public async Task Batch_operations_are_listed_changed_and_deleted()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts");
        await CreateAsync(api, """{"callout_id":1,"parameters":{"contact_filter_params":{"metadata":{"a":"1"}}}}""");
        await CreateAsync(api, """{"callout_id":"2","metadata":{"x":"y"}}""");
        await api.CreateAsync("/api/batch_operations/2/batch_operation_events", ("event", "queue"));
        await app.AdvanceUntilAsync(
            async () => await api.TotalAsync("/api/batch_operations?q[status]=finished") == 1, TimeSpan.FromMinutes(1));

        var sorted = (await api.GetJsonAsync("/api/batch_operations?sort=-status")).AsArray();
        Assert.Equal(["preview", "finished"], sorted.Select(one => (string?)one!["status"]));
        foreach (var (query, total) in new[]
        {
            ("batch_operations", 2), ("callouts/1/batch_operations", 1), ("batch_operations?callout_id=2", 1),
            ("batch_operations?status=preview,running", 1), ("batch_operations?status=populated", 0),
            ("batch_operations?q[metadata][x]=y", 1), ("batch_operations?q[parameters]=y", 2),
            ("batch_operations?q[parameters][contact_filter_params][metadata][a]=1", 1),
            ("batch_operations?parameters[contact_filter_params][metadata][a]=2", 0),
        })
            Assert.Equal((query, total), (query, await api.TotalAsync($"/api/{query}")));

        using var changed = await api.SendAsync(
            HttpMethod.Patch, "/api/batch_operations/1", """{"parameters":{},"metadata":{"b":1},"callout_id":2}""", "application/json");
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        var shown = await api.GetJsonAsync("/api/batch_operations/1");
        Assert.Equal("""{"contact_filter_params":{}}""", shown["parameters"]!.ToJsonString());
        Assert.Equal(("""{"b":1}""", 1), (shown["metadata"]!.ToJsonString(), (int)shown["callout_id"]!));
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync("/api/batch_operations/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync("/api/batch_operations/1")).StatusCode);
    }

    [Fact]
    public async Task A_batch_operation_that_cannot_be_is_refused()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/callouts");

        foreach (var (wish, errors) in new[]
        {
            ("""{"callout_id":1}""", """{"type":["is not included in the list"]}"""),
            ("""{"callout_id":1,"type":"BatchOperation::PhoneCallCreate"}""", """{"type":["is not included in the list"]}"""),
            ("""{"type":"TYPE"}""", """{"callout":["must exist"]}"""),
            ("""{"callout_id":2,"type":"TYPE"}""", """{"callout":["must exist"]}"""),
            ("""{"callout_id":1,"type":"TYPE","parameters":7}""", """{"parameters":["is invalid"]}"""),
            ("""{"callout_id":1,"type":"TYPE","parameters":{"limit":7}}""", """{"parameters":["is invalid"]}"""),
            (
                """{"callout_id":1,"type":"TYPE","parameters":{"contact_filter_params":[1]}}""",
                """{"contact_filter_params":["is invalid"]}"""),
            (
                """{"callout_id":1,"type":"TYPE","parameters":{"contact_filter_params":{"metadata":{"a.lt":"b"}}}}""",
                """{"contact_filter_params":["is invalid"]}"""),
        })
        {
            using var answer = await api.SendAsync(
                HttpMethod.Post, "/api/batch_operations", wish.Replace("TYPE", Type), "application/json");
            var said = (await ApiClient.JsonAsync(answer, HttpStatusCode.UnprocessableEntity))["errors"]!;
            Assert.Equal((wish, errors), (wish, said.ToJsonString()));
        }

        Assert.Equal(0, await api.TotalAsync("/api/batch_operations"));
    }

    private static Task<JsonNode> CreateAsync(ApiClient api, string body)
    {
        var wish = JsonNode.Parse(body)!.AsObject();
        wish["type"] = Type;
        return api.CreateAsync("/api/batch_operations", wish);
    }
}
