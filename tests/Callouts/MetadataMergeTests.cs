using System.Net;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>What becomes of metadata when more are sent.</summary>
public class MetadataMergeTests
{
    private const string Before = """{"a":{"b":1,"c":2},"d":3}""";
    private const string Sent = """{"a":{"b":4,"e":null},"f":5}""";

    [Theory]
    [InlineData(null, Sent)]
    [InlineData("replace", Sent)]
    [InlineData("merge", """{"a":{"b":4,"e":null},"d":3,"f":5}""")]
    [InlineData("deep_merge", """{"a":{"b":4,"c":2,"e":null},"d":3,"f":5}""")]
    public async Task Metadata_meet_as_asked(string? mode, string after)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/contacts", Body(Before, null, "+85510202101"));
        await api.CreateAsync("/api/callouts", Body(Before));
        await api.CreateAsync("/api/callouts/1/callout_populations", Body(Before));

        foreach (var path in new[] { "/api/contacts/1", "/api/callouts/1", "/api/callout_populations/1" })
        {
            var response = await api.SendAsync(HttpMethod.Patch, path, Body(Sent, mode).ToJsonString(), "application/json");
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            Assert.Equal(after, (await api.GetJsonAsync(path))["metadata"]!.ToJsonString());
        }

        var upserted = await api.CreateAsync("/api/contact_data", Body("""{"g":6}""", mode, "855 10 202 101"));
        Assert.Equal(1, (int)upserted["id"]!);
        Assert.Equal(mode is null or "replace", upserted["metadata"]!["f"] is null);
        Assert.Equal(6, (int)upserted["metadata"]!["g"]!);
        Assert.Single((await api.GetJsonAsync("/api/contacts?metadata[g]=6")).AsArray());
    }

    [Fact]
    public async Task What_does_not_fit_or_is_no_mode_changes_nothing()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        var full = new JsonObject(Enumerable.Range(0, 45).Select(i => KeyValuePair.Create($"k{i}", (JsonNode?)i)));
        var created = await api.CreateAsync("/api/contact_data", Body(full.ToJsonString(), null, "+85510202101"));

        foreach (var (body, attribute, message) in new[]
        {
            (Body("""{"one":"more"}""", "merge"), "metadata", "has too many values (maximum is 45)"),
            (Body("{}", "mix"), "metadata_merge_mode", "is not included in the list"),
            (new JsonObject { ["metadata_merge_mode"] = 1 }, "metadata_merge_mode", "is not included in the list"),
        })
        {
            var refused = await api.SendAsync(HttpMethod.Put, "/api/contacts/1", body.ToJsonString(), "application/json");
            var errors = (await ApiClient.JsonAsync(refused, HttpStatusCode.UnprocessableEntity))["errors"]!;
            Assert.Equal(message, (string?)errors[attribute]![0]);
        }

        Assert.True(JsonNode.DeepEquals(created, await api.GetJsonAsync("/api/contacts/1")));
    }

    [Fact]
    public async Task Contact_data_create_update_and_refuse()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);

        var response = await api.PostAsync("/api/contact_data", ("msisdn", "+85510202101"), ("metadata[a]", "1"));
        Assert.Equal("/api/contacts/1", response.Headers.GetValues("Location").Single());
        Assert.Equal("1", (string?)(await ApiClient.JsonAsync(response, HttpStatusCode.Created))["metadata"]!["a"]);
        Assert.Equal("2", (string?)(await api.CreateAsync("/api/contact_data", ("msisdn", "85510202101"), ("metadata[a]", "2")))["metadata"]!["a"]);
        Assert.Equal("2", (string?)(await api.CreateAsync("/api/contact_data", ("msisdn", "85510202101")))["metadata"]!["a"]);
        foreach (var msisdn in new[] { "", "12" })
        {
            var refused = await api.PostAsync("/api/contact_data", ("msisdn", msisdn));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        // Of many who bring the same new contact at once, one creates it.
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
            (long)(await api.CreateAsync("/api/contact_data", ("msisdn", "+85510202102"), ("metadata[i]", $"{i}")))["id"]!));
        Assert.Single(ids.Distinct());
        Assert.Equal(2, (await api.GetJsonAsync("/api/contacts")).AsArray().Count);
    }

    [Fact]
    public async Task Of_many_who_merge_at_once_nobodys_keys_are_lost()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/contacts", ("msisdn", "+85510202101"));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            api.PutAsync("/api/contacts/1", ($"metadata[k{i}]", "x"), ("metadata_merge_mode", "merge"))));

        Assert.Equal(20, (await api.GetJsonAsync("/api/contacts/1"))["metadata"]!.AsObject().Count);
        for (var i = 0; i < 20; i++)
            Assert.Single((await api.GetJsonAsync($"/api/contacts?metadata[k{i}]=x")).AsArray());
    }

    private static JsonObject Body(string metadata, string? mode = null, string? msisdn = null)
    {
        var body = new JsonObject { ["metadata"] = JsonNode.Parse(metadata) };
        if (mode is not null)
            body["metadata_merge_mode"] = mode;
        if (msisdn is not null)
            body["msisdn"] = msisdn;
        return body;
    }
}
