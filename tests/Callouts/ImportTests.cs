using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>Contacts by the thousand.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Csv = "text/csv";
    private const string Ndjson = "application/x-ndjson";

    private readonly string _data = Directory.CreateTempSubdirectory("switchboard-import-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_csv_creates_contacts_with_metadata_by_column()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);

        var report = await ImportAsync(
            api,
            Csv,
            """
            msisdn,city,address[street],metadata[address][no]
            +855 10 202 101,"phnom penh, ""old"" town",1st,7
            85510202102,,,
            """);

        Assert.Equal(
            """{"finished":true,"lines":2,"created":2,"updated":0,"unchanged":0,"rejected":0,"rejected_lines":[]}""", report[^1]);
        Assert.Equal(
            """{"city":"phnom penh, \u0022old\u0022 town","address":{"street":"1st","no":"7"}}""",
            (await api.GetJsonAsync("/api/contacts/1"))["metadata"]!.ToJsonString());
        Assert.Equal("{}", (await api.GetJsonAsync("/api/contacts/2"))["metadata"]!.ToJsonString());
        Assert.Single((await api.GetJsonAsync("/api/contacts?metadata[address][street]=1st")).AsArray());
    }

    [Fact]
    public async Task Lines_that_cannot_be_are_rejected_one_by_one()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/contacts", ("msisdn", "+85510202101"), ("metadata[a]", "1"));

        var report = await ImportAsync(
            api,
            Ndjson,
            """
            {"msisdn":"+85510202101","metadata":{"a":"1"}}
            {"msisdn":"+85510202102","metadata":{"a":1}}

            {"msisdn":"12"}
            {"msisdn":
            {"metadata":{}}
            {"msisdn":"+85510202102","metadata":{"a":2}}
            {"msisdn":"+85510202103","metadata":7}
            """);

        Assert.Equal(
            """{"finished":true,"lines":7,"created":1,"updated":1,"unchanged":1,"rejected":4,"rejected_lines":["""
            + """{"line":4,"errors":{"msisdn":["is an invalid number"]}},"""
            + """{"line":5,"errors":{"base":["The body is not valid JSON (line 1, byte 11), or nests deeper than 50 levels."]}},"""
            + """{"line":6,"errors":{"msisdn":["can't be blank"]}},{"line":8,"errors":{"metadata":["is invalid"]}}]}""",
            report[^1].Replace("\\u0027", "'"));
        // Of two lines with one number the later one wins.
        Assert.Equal(2, (int)(await api.GetJsonAsync("/api/contacts?msisdn=85510202102"))[0]!["metadata"]!["a"]!);
    }

    [Fact]
    public async Task Every_thousand_lines_are_reported_and_repeating_changes_nothing()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        var lines = Enumerable.Range(0, 3_500).Select(i => i % 1_000 == 7 ? "nobody,x" : $"+4477009{i:D5},{i % 10}").ToList();
        var csv = "msisdn,group\n" + string.Join('\n', lines);

        var first = await ImportAsync(api, Csv, csv);
        var repeated = await ImportAsync(api, Csv, csv);

        Assert.Equal([1_000, 2_000, 3_000, 3_500], first.Select(line => (int)JsonNode.Parse(line)!["lines"]!));
        Assert.Equal([9, 1009, 2009, 3009], JsonNode.Parse(first[^1])!["rejected_lines"]!.AsArray().Select(line => (int)line!["line"]!));
        Assert.Equal(3_496, (int)JsonNode.Parse(first[^1])!["created"]!);
        Assert.StartsWith("""{"finished":true,"lines":3500,"created":0,"updated":0,"unchanged":3496,"rejected":4,""", repeated[^1]);
        var response = await api.GetAsync("/api/contacts?metadata[group]=3&page=14");
        Assert.Equal("350", response.Headers.GetValues("Total").Single());
        Assert.Equal(25, (await ApiClient.JsonAsync(response, HttpStatusCode.OK)).AsArray().Count);
    }

    [Fact]
    public async Task Of_lines_with_one_number_the_last_one_counts_whoever_was_there()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await ImportAsync(api, Csv, "msisdn,a\n+85510202101,1\n+85510202102,1\n+85510202103,1");
        string[] there = ["+85510202101,1", "+85510202101,2", "+85510202101,2", "+85510202101,4"];
        string[] others = ["+85510202102,1", "+85510202104,1", "+85510202104,1", "+85510202104,3"];

        // Twice: what was looked up before it is inserted, and what was not.
        var counts = new List<string>();
        for (var i = 0; i < 2; i++)
            counts.Add((await ImportAsync(api, Csv, $"msisdn,a\n{string.Join('\n', there.Concat(others))}"))[^1]);

        Assert.StartsWith("""{"finished":true,"lines":8,"created":1,"updated":3,"unchanged":4,"rejected":0,""", counts[0]);
        Assert.StartsWith("""{"finished":true,"lines":8,"created":0,"updated":5,"unchanged":3,"rejected":0,""", counts[1]);
        var contacts = (await api.GetJsonAsync("/api/contacts")).AsArray();
        Assert.Equal(["4", "1", "1", "3"], contacts.Select(contact => (string)contact!["metadata"]!["a"]!));
    }

    [Fact]
    public async Task The_longest_metadata_are_imported_too()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        var note = new string('€', 32_000);
        var lines = Enumerable.Range(0, 60).Select(i => $$$"""{"msisdn":"+4477009{{{i:D5}}}","metadata":{"note":"{{{note}}}"}}""");

        var report = await ImportAsync(api, Ndjson, string.Join('\n', lines));

        Assert.StartsWith("""{"finished":true,"lines":60,"created":60,"updated":0,"unchanged":0,"rejected":0,""", report[^1]);
        Assert.Equal(note, (string)(await api.GetJsonAsync("/api/contacts/60"))["metadata"]!["note"]!);
    }

    [Fact]
    public async Task Metadata_meet_as_the_query_says()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await ImportAsync(api, Csv, "msisdn,a,b\n+85510202101,1,2");

        await ImportAsync(api, Csv, "msisdn,b,c\n+85510202101,3,4\n+85510202101,5,", "?metadata_merge_mode=merge");

        Assert.Equal("""{"a":"1","b":"5","c":"4"}""", (await api.GetJsonAsync("/api/contacts/1"))["metadata"]!.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?metadata_merge_mode=deep_merge")]
    public async Task Metadata_meet_as_a_line_itself_says(string query)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await ImportAsync(api, Csv, "msisdn,a\n+85510202101,1\n+85510202102,1");

        await ImportAsync(
            api,
            "application/x-ndjson",
            """
            {"msisdn":"+85510202101","metadata":{"b":2},"metadata_merge_mode":"merge"}
            {"msisdn":"+85510202102","metadata":{"b":2},"metadata_merge_mode":"replace"}
            """,
            query);

        Assert.Equal("""{"a":"1","b":2}""", (await api.GetJsonAsync("/api/contacts/1"))["metadata"]!.ToJsonString());
        Assert.Equal("""{"b":2}""", (await api.GetJsonAsync("/api/contacts/2"))["metadata"]!.ToJsonString());
    }

    [Theory]
    [InlineData("application/json", "[]", "", 415)]
    [InlineData(Csv, "", "", 422)]
    [InlineData(Csv, "name\nAda", "", 422)]
    [InlineData(Csv, "msisdn,a,a\n", "", 422)]
    [InlineData(Csv, "msisdn,a,a[b]\n", "", 400)]
    [InlineData(Csv, "msisdn,\"a\n+85510202101,1\n+85510202102,2\n", "", 400)]
    [InlineData(Csv, "msisdn,\"a\"b\n+85510202101,1\n", "", 400)]
    [InlineData(Csv, "msisdn\n+85510202101", "?metadata_merge_mode=mix", 422)]
    public async Task What_cannot_be_imported_at_all_is_refused(string type, string body, string query, int status)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        var response = await api.SendAsync(HttpMethod.Post, $"/api/contacts/import{query}", body, type);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty((await api.GetJsonAsync("/api/contacts")).AsArray());
    }

    [Theory]
    [InlineData("+85510202101,\"Phnom Penh\n+85510202102,Takeo\n+85510202103,Kampot\n", 2, 0)]
    [InlineData("+85510202100,\"a\nb\"\n+85510202101,x\n+85510202102,\"", 5, 2)]
    public async Task A_quote_that_is_never_closed_swallows_nothing_in_silence(string lines, int line, int imported)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);

        var report = JsonNode.Parse((await ImportAsync(api, Csv, "msisdn,city\n" + lines))[^1])!;

        Assert.False((bool)report["finished"]!);
        Assert.Equal($"Line {line} cannot be read: a field has a quote before it and none after it.", (string?)report["error"]);
        Assert.Equal(imported, await TotalAsync(api, ""));
    }

    [Fact]
    public async Task A_line_whose_quotes_make_no_sense_is_rejected_and_lines_may_break_in_quotes()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);

        var report = await ImportAsync(
            api,
            Csv,
            """
            msisdn,city
            +85510202101,"Phnom Penh
            +85510202102,"Takeo"
            +85510202103,"two
            ""lines"", one field"
            +85510202104,the "old" town
            +85510202105,Kampot
            """);

        Assert.Equal(
            """{"finished":true,"lines":4,"created":2,"updated":0,"unchanged":0,"rejected":2,"rejected_lines":["""
            + """{"line":2,"errors":{"base":["has a text after the quote that ends a field, and goes on to line 3"]}},"""
            + """{"line":6,"errors":{"base":["has a quote within a field that does not begin with one"]}}]}""",
            report[^1]);
        Assert.Equal(
            "two\n\"lines\", one field",
            (string?)(await api.GetJsonAsync("/api/contacts?msisdn=85510202103"))[0]!["metadata"]!["city"]);
        Assert.Equal(2, await TotalAsync(api, ""));
    }

    [Fact]
    public async Task Hostile_bodies_cost_no_memory_and_lose_nothing_before_them()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);

        var quoted = await ImportAsync(api, Csv, "msisdn,a\n+85510202101,x\n+85510202102,\"" + new string('x', 2_000_000));
        Assert.Contains("\"finished\":false", quoted[^1]);
        Assert.NotNull((string?)JsonNode.Parse(quoted[^1])!["error"]);
        Assert.Equal((1, 1), ((int)JsonNode.Parse(quoted[^1])!["lines"]!, await TotalAsync(api, "?msisdn=85510202101")));

        var rejected = await ImportAsync(api, Ndjson, new string('x', 2_000_000) + "\n" + string.Concat(Enumerable.Repeat("?\n", 1_500)));
        Assert.Equal(1_501, (int)JsonNode.Parse(rejected[^1])!["rejected"]!);
        Assert.Equal(1_000, JsonNode.Parse(rejected[^1])!["rejected_lines"]!.AsArray().Count);
        Assert.Equal(501, (int)JsonNode.Parse(rejected[^1])!["rejected_lines_left_out"]!);
        Assert.StartsWith("is too long", (string?)JsonNode.Parse(rejected[^1])!["rejected_lines"]![0]!["errors"]!["base"]![0]);
    }

    [Fact]
    public async Task A_process_that_dies_in_the_middle_leaves_whole_contacts_and_the_import_can_be_repeated()
    {
        const int people = 20_000;
        var csv = "msisdn,group\n" + string.Join('\n', Enumerable.Range(0, people).Select(i => $"+4477009{i:D5},{i % 5}"));
        var settings = new Dictionary<string, string?> { ["PORT"] = "0", ["EMBEDDED_DATA"] = _data };
        await using (var app = await SwitchboardProcess.StartAsync(settings))
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/contacts/import")
            {
                Content = new StringContent(csv, Encoding.UTF8, Csv),
            };
            using var response = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            using var answer = new StreamReader(await response.Content.ReadAsStreamAsync());
            await answer.ReadLineAsync();
            await app.KillAsync();
        }

        await using var again = await SwitchboardProcess.StartAsync(settings);
        var api = new ApiClient(again.Http);
        var left = await TotalAsync(api, "");
        Assert.InRange(left, 1_000, people - 1);
        // Everything is found by what it has, and nothing else is.
        var groups = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => TotalAsync(api, $"?metadata[group]={i}")));
        Assert.Equal(left, groups.Sum());

        var report = JsonNode.Parse((await ImportAsync(api, Csv, csv))[^1])!;

        Assert.Equal(people - left, (int)report["created"]!);
        Assert.Equal(left, (int)report["unchanged"]!);
        Assert.Equal(people, await TotalAsync(api, ""));
        Assert.Equal(people / 5, await TotalAsync(api, "?metadata[group]=3"));
    }

    private static async Task<int> TotalAsync(ApiClient api, string query) =>
        int.Parse((await api.GetAsync($"/api/contacts{query}")).Headers.GetValues("Total").Single());

    private static async Task<string[]> ImportAsync(ApiClient api, string type, string body, string query = "")
    {
        var response = await api.SendAsync(HttpMethod.Post, $"/api/contacts/import{query}", Encoding.UTF8.GetBytes(body), type);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.MediaType);
        return (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
