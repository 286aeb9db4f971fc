using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>Whatever is sent, the answer is clear and in the family's shape, and never a 500.</summary>
public class BadInputTests(BadInputTests.Running running) : IClassFixture<BadInputTests.Running>
{
    private readonly ApiClient _api = new(running.App.Http);

    /// <summary>One application for all tests of the class: none of them changes what another sees.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal SwitchboardApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await SwitchboardApp.StartAsync();

        public async Task DisposeAsync() => await App.DisposeAsync();
    }

    public static TheoryData<string> CollectionPaths() => ["/api/contacts", "/api/callouts"];

    [Theory]
    [InlineData("{")]
    [InlineData("""{"msisdn":"+85510202101" "metadata":{}}""")]
    [InlineData("[1,2]")]
    [InlineData("\"text\"")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"metadata":{"a":"\ud800"}}""")]
    public async Task Json_that_cannot_be_read_is_a_bad_request(string body) =>
        await AssertStatusAsync(400, "Bad Request", await SendAsync("POST", "/api/contacts", body));

    [Fact]
    public async Task Json_that_is_nested_too_deep_is_a_bad_request()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000);
        await AssertStatusAsync(400, "Bad Request", await SendAsync("POST", "/api/callouts", deep));
    }

    [Fact]
    public async Task Text_that_is_not_utf8_is_a_bad_request()
    {
        byte[] json = [.. "{\"metadata\":{\"a\":\""u8, 0xff, 0xfe, .. "\"}}"u8];
        await AssertStatusAsync(
            400, "Bad Request", await _api.SendAsync(HttpMethod.Post, "/api/callouts", json, "application/json"));
        await AssertStatusAsync(400, "Bad Request", await _api.SendAsync(
            HttpMethod.Post, "/api/callouts", "metadata[a]=%ff%fe", "application/x-www-form-urlencoded"));
    }

    [Theory]
    [InlineData("""{}""", "msisdn", "can't be blank")]
    [InlineData("""{"msisdn":null}""", "msisdn", "can't be blank")]
    [InlineData("""{"msisdn":""}""", "msisdn", "can't be blank")]
    [InlineData("""{"msisdn":"call me"}""", "msisdn", "can't be blank")]
    [InlineData("""{"msisdn":{"a":1}}""", "msisdn", "can't be blank")]
    [InlineData("""{"msisdn":["+85510202101"]}""", "msisdn", "can't be blank")]
    [InlineData("""{"msisdn":"12"}""", "msisdn", "is an invalid number")]
    [InlineData("""{"msisdn":"+85510202190","metadata":"text"}""", "metadata", "is invalid")]
    [InlineData("""{"msisdn":"+85510202190","metadata":[1]}""", "metadata", "is invalid")]
    [InlineData("""{"msisdn":"+85510202190","metadata":7}""", "metadata", "is invalid")]
    public async Task A_contact_that_cannot_be_is_refused_by_attribute(string body, string attribute, string message) =>
        await AssertErrorAsync(attribute, message, await SendAsync("POST", "/api/contacts", body));

    [Fact]
    public async Task What_is_null_was_not_given()
    {
        var contact = await _api.CreateAsync(
            "/api/contacts", new JsonObject { ["msisdn"] = "+85510202180", ["metadata"] = null });
        Assert.Equal("{}", contact["metadata"]!.ToJsonString());
        var callout = await _api.CreateAsync("/api/callouts", new JsonObject { ["metadata"] = null, ["settings"] = null });
        Assert.Equal("{}", callout["settings"]!.ToJsonString());
        var path = $"/api/callouts/{callout["id"]}";
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(
            "PUT", path, """{"metadata":{"a":"b"},"settings":{"max_attempts":2}}""")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("PUT", path, """{"metadata":null,"settings":null}""")).StatusCode);
        var changed = await _api.GetJsonAsync(path);
        Assert.Equal("""{"a":"b"}""", changed["metadata"]!.ToJsonString());
        Assert.Equal("""{"max_attempts":2}""", changed["settings"]!.ToJsonString());

        var population = await _api.CreateAsync(
            $"{path}/callout_populations", new JsonObject { ["contact_filter_params"] = null, ["metadata"] = null });
        Assert.Equal("{}", population["contact_filter_params"]!.ToJsonString());

        var participation = await _api.CreateAsync(
            $"{path}/callout_participations",
            new JsonObject { ["contact_id"] = contact["id"]!.DeepClone(), ["msisdn"] = null, ["metadata"] = null });
        Assert.Equal("+85510202180", (string?)participation["msisdn"]);
    }

    [Fact]
    public async Task Metadata_that_do_not_fit_the_storage_are_refused()
    {
        var tooLong = new JsonObject { ["metadata"] = new JsonObject { ["a"] = new string('x', 40_000) } };
        await AssertErrorAsync(
            "metadata", "is too long (maximum is 32768 characters)", await SendAsync("POST", "/api/callouts", tooLong.ToJsonString()));

        var values = Enumerable.Range(0, 46).Select(i => KeyValuePair.Create($"k{i}", (JsonNode?)i));
        var tooMany = new JsonObject { ["metadata"] = new JsonObject(values) };
        await AssertErrorAsync(
            "metadata", "has too many values (maximum is 45)", await SendAsync("POST", "/api/callouts", tooMany.ToJsonString()));
    }

    [Fact]
    public async Task Metadata_that_just_fit_the_storage_are_kept_and_can_be_replaced()
    {
        // 45 values of three-byte characters: the largest entity, and the most rows, that a change can have.
        JsonObject Largest(char filler) => new(Enumerable.Range(0, 45)
            .Select(i => KeyValuePair.Create($"{filler}{i}", (JsonNode?)new string(filler, 700))));
        var created = await _api.CreateAsync("/api/callouts", new JsonObject { ["metadata"] = Largest('€') });

        var replacement = new JsonObject { ["metadata"] = Largest('ツ') };
        var response = await SendAsync("PUT", $"/api/callouts/{created["id"]}", replacement.ToJsonString());

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var shown = await _api.GetJsonAsync($"/api/callouts/{created["id"]}");
        Assert.True(JsonNode.DeepEquals(Largest('ツ'), shown["metadata"]));
    }

    [Theory]
    [MemberData(nameof(CollectionPaths))]
    public async Task A_body_of_ten_megabytes_is_too_large(string path)
    {
        var body = new byte[10 * 1024 * 1024];
        Array.Fill(body, (byte)' ');
        await AssertStatusAsync(
            413, "Payload Too Large", await _api.SendAsync(HttpMethod.Post, path, body, "application/json"));
    }

    [Theory]
    [InlineData("page=0&per_page=0")]
    [InlineData("page=-1&per_page=-1")]
    [InlineData("page=99999999999999999999999&per_page=99999999999999999999999")]
    [InlineData("page=9223372036854775807&per_page=100")]
    [InlineData("page=abc&per_page=1e3")]
    [InlineData("page[]=1&per_page[a]=b")]
    [InlineData("page=%00&per_page=٣")]
    public async Task Absurd_paging_is_answered_with_some_page(string query)
    {
        foreach (var path in new[] { "/api/contacts", "/api/callouts", "/api/callout_populations" })
        {
            var response = await _api.GetAsync($"{path}?{query}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.InRange(int.Parse(response.Headers.GetValues("Per-Page").Single()), 1, 100);
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("999999")]
    [InlineData("99999999999999999999999999")]
    [InlineData("abc")]
    [InlineData("1.0")]
    [InlineData("a%2Fb")]
    [InlineData("a%5Cb")]
    [InlineData("a%23b")]
    [InlineData("a%3Fb")]
    [InlineData("a%01b")]
    [InlineData("%EF%BF%BF")]
    [InlineData("'%20or%20'1'%20eq%20'1")]
    public async Task An_id_that_is_none_names_nothing(string id)
    {
        foreach (var path in new[] { $"/api/contacts/{id}", $"/api/callouts/{id}", $"/api/callouts/{id}/callout_statistics", $"/api/callout_populations/{id}" })
            await AssertStatusAsync(404, "Not Found", await _api.GetAsync(path));
        await AssertStatusAsync(404, "Not Found", await _api.DeleteAsync($"/api/contacts/{id}"));
        await AssertStatusAsync(404, "Not Found", await _api.PutAsync($"/api/callouts/{id}", ("metadata[a]", "b")));
        await AssertStatusAsync(
            404, "Not Found", await _api.PostAsync($"/api/callouts/{id}/callout_events", ("event", "start")));
    }

    [Theory]
    [InlineData("a/b", "c/d")]
    [InlineData(@"a\b", @"c\d")]
    [InlineData("a#b", "c#d")]
    [InlineData("a?b", "c?d")]
    [InlineData("a'b", "c'd")]
    [InlineData("a\u0001b", "c\u0000d\u007f\u0085")]
    [InlineData("ключ", "значение 😀")]
    public async Task Keys_and_values_of_any_characters_are_kept_and_found(string key, string value)
    {
        var created = await _api.CreateAsync(
            "/api/callouts", new JsonObject { ["metadata"] = new JsonObject { [key] = value } });
        Assert.Equal(value, (string?)created["metadata"]![key]);

        var query = $"metadata[{Uri.EscapeDataString(key)}]={Uri.EscapeDataString(value)}";
        var found = (await _api.GetJsonAsync($"/api/callouts?{query}")).AsArray();

        Assert.Equal((long)created["id"]!, (long)Assert.Single(found)!["id"]!);
    }

    [Theory]
    [InlineData("a=1&a[b]=2")]
    [InlineData("a[b]=1&a[]=2")]
    public async Task Parameters_that_contradict_each_other_are_a_bad_request(string form) =>
        await AssertStatusAsync(400, "Bad Request", await _api.SendAsync(
            HttpMethod.Post, "/api/callouts", form, "application/x-www-form-urlencoded"));

    [Theory]
    [InlineData("start", null)]
    [InlineData("pause", "event=pause")]
    [InlineData("stop", "event=stop")]
    [InlineData("unknown", "event=explode")]
    [InlineData("nested", "event[a]=start")]
    [InlineData("empty", "event=")]
    public async Task An_event_that_leads_nowhere_changes_nothing(string why, string? form)
    {
        Assert.NotEmpty(why);
        var callout = await _api.CreateAsync("/api/callouts");
        var path = $"/api/callouts/{callout["id"]}";

        await AssertErrorAsync("event", "is not included in the list", await _api.SendAsync(
            HttpMethod.Post, $"{path}/callout_events", form ?? "", "application/x-www-form-urlencoded"));

        Assert.True(JsonNode.DeepEquals(callout, await _api.GetJsonAsync(path)));
    }

    [Fact]
    public async Task A_number_that_somebody_has_is_taken_in_any_spelling()
    {
        await _api.CreateAsync("/api/contacts", ("msisdn", "+85510202177"));
        var other = await _api.CreateAsync("/api/contacts", ("msisdn", "+85510202178"));

        await AssertErrorAsync(
            "msisdn", "has already been taken", await _api.PostAsync("/api/contacts", ("msisdn", "855 10 202 177")));
        await AssertErrorAsync(
            "msisdn",
            "has already been taken",
            await _api.PutAsync($"/api/contacts/{other["id"]}", ("msisdn", "85510202177")));
    }

    [Theory]
    [InlineData("DELETE", "/api/contacts", "GET, HEAD, POST, OPTIONS")]
    [InlineData("POST", "/api/contacts/1", "GET, HEAD, PUT, PATCH, DELETE, OPTIONS")]
    [InlineData("GET", "/api/callouts/1/callout_events", "POST, OPTIONS")]
    public async Task A_method_that_a_path_does_not_have_is_not_allowed(string method, string path, string allow)
    {
        var response = await _api.SendAsync(new HttpMethod(method), path, "", "text/plain");
        Assert.Equal(allow, string.Join(", ", response.Content.Headers.Allow));
        await AssertStatusAsync(405, "Method Not Allowed", response);
    }

    [Theory]
    [InlineData("GET", "/api/contacts.xml")]
    [InlineData("GET", "/api/contacts/1.xml")]
    [InlineData("POST", "/api/callouts.HTML")]
    [InlineData("DELETE", "/api/callouts/1.pdf")]
    [InlineData("GET", "/api/callouts/1/callout_statistics.csv")]
    public async Task What_there_is_but_in_another_format_is_not_acceptable(string method, string path) =>
        await AssertStatusAsync(
            406, "Not Acceptable", await _api.SendAsync(new HttpMethod(method), path, "", "application/x-www-form-urlencoded"));

    [Theory]
    [InlineData("/api/nothing.xml")]
    [InlineData("/api/contacts/1.0")]
    [InlineData("/api/contacts/.xml")]
    [InlineData("/api/contacts/1.xml/")]
    [InlineData("/api/callouts/99999/results.csv")]
    public async Task What_there_is_in_no_format_is_not_found(string path) =>
        await AssertStatusAsync(404, "Not Found", await _api.GetAsync(path));

    [Fact]
    public async Task A_path_that_nobody_has_is_not_found() =>
        await AssertStatusAsync(404, "Not Found", await _api.GetAsync("/api/nothing/here"));

    [Theory]
    [InlineData("/acs/calls/callouts-1.1")]
    [InlineData("/acs/calls/callouts-1.1?signature=guess")]
    [InlineData("/acs/calls/nonsense?signature=guess")]
    public async Task News_of_calls_without_our_signature_is_refused(string path) =>
        Assert.Equal(
            HttpStatusCode.Forbidden, (await _api.SendAsync(HttpMethod.Post, path, "[]", "application/json")).StatusCode);

    private Task<HttpResponseMessage> SendAsync(string method, string path, string json) =>
        _api.SendAsync(new HttpMethod(method), path, Encoding.UTF8.GetBytes(json), "application/json");

    private static async Task AssertStatusAsync(int status, string error, HttpResponseMessage response)
    {
        var body = await ApiClient.JsonAsync(response, (HttpStatusCode)status);
        Assert.Equal(status, (int)body["status"]!);
        Assert.Equal(error, (string?)body["error"]);
    }

    private static async Task AssertErrorAsync(string attribute, string message, HttpResponseMessage response)
    {
        var body = await ApiClient.JsonAsync(response, HttpStatusCode.UnprocessableEntity);
        Assert.Contains(message, body["errors"]![attribute]!.AsArray().Select(text => (string?)text));
    }
}
