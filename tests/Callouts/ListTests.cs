using System.Net;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>Lists as clients ask for them: sorted, filtered, page by page.</summary>
public sealed class ListTests(ListTests.Running running) : IClassFixture<ListTests.Running>
{
    private readonly ApiClient _api = new(running.App.Http);

    /// <summary>An application with five contacts, a minute apart, of which the second was changed later.</summary>
    public sealed class Running : IAsyncLifetime
    {
        private static readonly string[] Metadata =
        [
            """{"name":"Ada","age":36,"tags":["a","b"],"born":"1990-05-17"}""",
            """{"name":"Bob","age":"41","address":{"city":"Takeo"}}""",
            """{"name":"Cy","tags":["b","c"],"born":"2001-01-31T10:00:00Z"}""",
            """{"name":"Di","age":-1.5,"nickname":null}""",
            """{"name":"Ada","age":100}""",
        ];

        internal SwitchboardApp App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await SwitchboardApp.StartAsync(new() { Now = new(2026, 3, 2, 23, 58, 0, TimeSpan.Zero) });
            var api = new ApiClient(App.Http);
            for (var i = 0; i < Metadata.Length; i++)
            {
                await api.CreateAsync("/api/contacts", new JsonObject
                {
                    ["msisdn"] = $"+8551020210{9 - i}",
                    ["metadata"] = JsonNode.Parse(Metadata[i]),
                });
                await App.AdvanceAsync(TimeSpan.FromMinutes(1));
            }

            await api.PutAsync("/api/contacts/2", ("metadata[name]", "Bob"), ("metadata[age]", "41"), ("metadata[address][city]", "Takeo"));
            for (var i = 0; i < 3; i++)
                await api.CreateAsync("/api/callouts");
            await api.FireAsync(2, "start");
            await api.FireAsync(3, "start");
            await api.FireAsync(3, "stop");
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }

    [Theory]
    [InlineData("", "1 2 3 4 5")]
    [InlineData("sort=id", "1 2 3 4 5")]
    [InlineData("sort=-id", "5 4 3 2 1")]
    [InlineData("sort=-id&per_page=2&page=2", "3 2")]
    [InlineData("page=9223372036854775808&per_page=2", "")]
    [InlineData("sort=created_at", "1 2 3 4 5")]
    [InlineData("sort=-created_at&per_page=2&page=2", "3 2")]
    [InlineData("sort=-updated_at", "2 5 4 3 1")]
    [InlineData("sort=msisdn", "5 4 3 2 1")]
    [InlineData("sort=-msisdn,id", "1 2 3 4 5")]
    [InlineData("sort=-id&metadata[name]=Ada", "5 1")]
    [InlineData("sort=", "1 2 3 4 5")]
    [InlineData("metadata[name]=Ada", "1 5")]
    [InlineData("q[metadata][name]=Ada", "1 5")]
    [InlineData("metadata[name]=Ada&q[metadata][age]=100", "5")]
    [InlineData("metadata[name.in]=Ada,Cy", "1 3 5")]
    [InlineData("metadata[name.in][]=Ada&metadata[name.in][]=Cy", "1 3 5")]
    [InlineData("metadata[tags.any]=b,z", "1 3")]
    [InlineData("metadata[tags.any]=c", "3")]
    [InlineData("metadata[age.gteq]=36", "1 2 5")]
    [InlineData("metadata[age.numeric.lt]=36.5", "1 4")]
    [InlineData("metadata[age.gt]=36&metadata[age.lteq]=41", "2")]
    [InlineData("q[metadata][born.date.gteq]=2001-01-31", "3")]
    [InlineData("q[metadata][born.date.lt]=2001-01-31", "1")]
    [InlineData("metadata[tags.exists]=true", "1 3")]
    [InlineData("metadata[tags.exists]=false", "2 4 5")]
    [InlineData("metadata[tags.exists]=false&sort=-id&per_page=2", "5 4")]
    [InlineData("metadata[address.exists]=true", "2")]
    [InlineData("metadata[nickname]", "1 2 3 4 5")]
    [InlineData("metadata[age]", "3")]
    [InlineData("msisdn=85510202107,+85510202105", "3 5")]
    [InlineData("q[msisdn]=855 10 202 107", "3")]
    [InlineData("created_at_or_after=2026-03-03", "3 4 5")]
    [InlineData("created_at_after=2026-03-02", "3 4 5")]
    [InlineData("created_at_or_before=2026-03-02", "1 2")]
    [InlineData("created_at_before=2026-03-03", "1 2")]
    [InlineData("created_at_before=2026-03-02", "")]
    [InlineData("created_at_after=2026-03-02T23:59:00Z", "3 4 5")]
    [InlineData("created_at_or_after=2026-03-02T23:59:00.000Z", "2 3 4 5")]
    [InlineData("created_at_before=2026-03-02T23:59:00Z", "1")]
    [InlineData("created_at_or_before=2026-03-03T06:59:00%2B07:00", "1 2")]
    [InlineData("created_at_after=foo", "1 2 3 4 5")]
    [InlineData("q[updated_at_after]=2026-03-03T00:02:00Z", "2")]
    [InlineData("updated_at_before=2026-03-03&created_at_or_after=2026-03-02T23:58:30Z", "")]
    [InlineData("created_at_or_after=2026-03-03&metadata[name]=Ada", "5")]
    [InlineData("created_at_or_after=2026-03-02T23:58:30Z&created_at_or_before=2026-03-03T00:00:00.001Z&sort=-id", "3 2")]
    [InlineData("unknown=1&q[unknown]=2&q=3", "1 2 3 4 5")]
    public async Task Contacts_are_listed_as_asked(string query, string ids) => await AssertListAsync($"/api/contacts?{query}", ids);

    [Theory]
    [InlineData("status=running", "2")]
    [InlineData("status=initialized,stopped", "1 3")]
    [InlineData("q[status]=stopped", "3")]
    [InlineData("status=nonsense", "")]
    [InlineData("call_flow_logic=CallFlowLogic::HelloWorld", "1 2 3")]
    [InlineData("q[call_flow_logic]=hello_world&status=running", "2")]
    [InlineData("call_flow_logic=play_message,juggle", "")]
    [InlineData("sort=-status,-id", "3 2 1")]
    [InlineData("sort=call_flow_logic,-id", "3 2 1")]
    public async Task Callouts_are_listed_as_asked(string query, string ids) => await AssertListAsync($"/api/callouts?{query}", ids);

    [Theory]
    [InlineData("/api/contacts?sort=nonsense", "sort", "is not included in the list")]
    [InlineData("/api/contacts?sort=id,--msisdn", "sort", "is not included in the list")]
    [InlineData("/api/contacts?sort[a]=id", "sort", "is not included in the list")]
    [InlineData("/api/callouts?sort=msisdn", "sort", "is not included in the list")]
    [InlineData("/api/contacts?metadata[age.lt]=young", "metadata", "is invalid")]
    [InlineData("/api/contacts?q[metadata][born.date.gt]=yesterday", "metadata", "is invalid")]
    [InlineData("/api/contacts?metadata[age.exists]=maybe", "metadata", "is invalid")]
    [InlineData("/api/contacts?msisdn[a]=1", "msisdn", "is invalid")]
    [InlineData("/api/contacts?msisdn[][a]=1", "msisdn", "is invalid")]
    [InlineData("/api/contacts?msisdn", "msisdn", "is invalid")]
    [InlineData("/api/contacts?q[msisdn][a]=1", "msisdn", "is invalid")]
    [InlineData("/api/callouts?status[a]=running", "status", "is invalid")]
    [InlineData("/api/callouts?q[call_flow_logic][][a]=hello_world", "call_flow_logic", "is invalid")]
    [InlineData("/api/callout_participations?callout_id[a]=1", "callout_id", "is invalid")]
    [InlineData("/api/phone_calls?duration[a]=1", "duration", "is invalid")]
    [InlineData("/api/remote_phone_call_events?phone_call_id[a]=1", "phone_call_id", "is invalid")]
    public async Task What_cannot_be_understood_is_said(string path, string attribute, string message)
    {
        var body = await ApiClient.JsonAsync(await _api.GetAsync(path), HttpStatusCode.UnprocessableEntity);
        Assert.Equal(message, (string?)body["errors"]![attribute]![0]);
    }

    [Fact]
    public async Task The_pages_of_a_filtered_and_sorted_list_lead_to_each_other()
    {
        var response = await _api.GetAsync("/api/contacts?sort=-id&q[metadata][name.in]=Ada,Bob&per_page=1&page=2");

        var origin = running.App.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        Assert.Equal("3", response.Headers.GetValues("Total").Single());
        Assert.Equal("1", response.Headers.GetValues("Per-Page").Single());
        Assert.Equal(
            string.Join(", ", new[] { ("1", "first"), ("1", "prev"), ("3", "last"), ("3", "next") }.Select(link =>
                $"<{origin}/api/contacts?sort=-id&q[metadata][name.in]=Ada,Bob&per_page=1&page={link.Item1}>; rel=\"{link.Item2}\"")),
            response.Headers.GetValues("Link").Single());
    }

    private async Task AssertListAsync(string path, string ids)
    {
        var response = await _api.GetAsync(path);
        var shown = (await ApiClient.JsonAsync(response, HttpStatusCode.OK)).AsArray().Select(one => one!["id"]!.ToString());
        Assert.Equal(ids, string.Join(' ', shown));
        if (!path.Contains("per_page", StringComparison.Ordinal))
            Assert.Equal($"{ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length}", response.Headers.GetValues("Total").Single());
    }
}
