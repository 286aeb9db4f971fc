using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Callouts;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>How contacts get into callouts.</summary>
public sealed class PopulationTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly string _data = Directory.CreateTempSubdirectory("switchboard-population-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    public static TheoryData<PopulationStatus, string?, PopulationStatus?> Cells()
    {
        var cells = new TheoryData<PopulationStatus, string?, PopulationStatus?>();
        foreach (var status in Enum.GetValues<PopulationStatus>())
        {
            foreach (var happened in new[] { "queue", "requeue", "start", "finish", "", null })
            {
                cells.Add(status, happened, (status, happened) switch
                {
                    (PopulationStatus.Preview, "queue") => PopulationStatus.Queued,
                    (PopulationStatus.Populated, "requeue") => PopulationStatus.Queued,
                    _ => null,
                });
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_event_leads_where_the_table_says_or_nowhere(
        PopulationStatus status, string? happened, PopulationStatus? next) =>
        Assert.Equal(next, PopulationTransitions.Next(status, happened));

    [Fact]
    public async Task Whoever_matches_later_is_brought_in_by_requeue_and_nobody_twice()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await CreateContactsAsync(api, 0, 3, "here");
        await CreateContactsAsync(api, 3, 2, "there");
        await api.CreateAsync("/api/callouts");
        var population = await api.CreateAsync(
            "/api/callouts/1/callout_populations", ("contact_filter_params[place.in]", "here,elsewhere"));
        Assert.Equal("""{"place.in":"here,elsewhere"}""", population["contact_filter_params"]!.ToJsonString());
        await RefusedAsync(api, "requeue");
        Assert.Equal(3, await api.TotalAsync("/api/callout_populations/1/preview/contacts"));
        Assert.Equal(0, await api.TotalAsync("/api/callout_populations/1/contacts"));

        await PopulateAsync(app, api, "queue");
        Assert.Equal(3, await api.TotalAsync("/api/callout_populations/1/contacts"));
        await RefusedAsync(api, "queue");

        await CreateContactsAsync(api, 5, 4, "elsewhere");
        Assert.Equal(7, await api.TotalAsync("/api/callout_populations/1/preview/contacts"));
        await PopulateAsync(app, api, "requeue");
        await PopulateAsync(app, api, "requeue");
        Assert.Equal(7, await api.TotalAsync("/api/callout_populations/1/contacts"));
        Assert.Equal(2, await api.TotalAsync("/api/callout_populations/1/contacts?metadata[place]=elsewhere&msisdn=%2B447700900005,%2B447700900006"));
        Assert.Equal(4, await api.TotalAsync("/api/callouts/1/contacts?metadata[place]=elsewhere&sort=-created_at"));
        Assert.Equal(7, await api.StatisticAsync(1, "callout_participations"));
        Assert.Equal(7, await api.StatisticAsync(1, "callout_participations_remaining"));
    }

    [Theory]
    [InlineData("callouts")]
    [InlineData("callout_populations")]
    public async Task Contacts_are_listed_by_their_ids_whenever_they_were_brought_in(string part)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await CreateContactsAsync(api, 0, 2, "there");
        await CreateContactsAsync(api, 2, 2, "here");
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations", ("contact_filter_params[place]", "here"));
        await PopulateAsync(app, api, "queue");
        await api.PutAsync("/api/contacts/2", ("metadata[place]", "here"));
        await PopulateAsync(app, api, "requeue");

        Assert.Equal([2, 3, 4], await IdsAsync(""));
        Assert.Equal([2, 3], await IdsAsync("?per_page=2"));
        Assert.Equal([4], await IdsAsync("?per_page=2&page=2"));
        Assert.Equal([2, 3, 4], await IdsAsync("?metadata[place]=here"));
        Assert.Equal([4, 3, 2], await IdsAsync("?sort=-id"));

        async Task<IEnumerable<int>> IdsAsync(string query) =>
            (await api.GetJsonAsync($"/api/{part}/1/contacts{query}")).AsArray().Select(contact => (int)contact!["id"]!);
    }

    [Fact]
    public async Task A_bell_that_comes_late_brings_in_nobody_without_requeue()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await PopulateBeforeAnotherComesAsync(app, api);

        var population = await app.Services.GetRequiredService<Populations>().FindAsync(1, CancellationToken.None);
        await app.Services.GetRequiredService<CalloutBell>().RingAsync(app.Durable, population!, CancellationToken.None);
        await app.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(1, await api.StatisticAsync(1, "callout_participations"));
        Assert.Equal("populated", (string?)(await api.GetJsonAsync("/api/callout_populations/1"))["status"]);
    }

    [Fact]
    public async Task A_step_that_comes_late_ends_nothing_that_was_requeued()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await PopulateBeforeAnotherComesAsync(app, api);
        await app.Services.GetRequiredService<Populations>().FireAsync(1, PopulationTransitions.Requeue, CancellationToken.None);

        // Of the first time: its worker was thought to be dead.
        await app.Services.GetRequiredService<Populator>().StepAsync(
            new PopulationProgress(1, 1, FirstContactId: 1_000, Round: 1), CancellationToken.None);
        Assert.Equal("queued", (string?)(await api.GetJsonAsync("/api/callout_populations/1"))["status"]);
        await app.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(2, await api.StatisticAsync(1, "callout_participations"));
        Assert.Equal("populated", (string?)(await api.GetJsonAsync("/api/callout_populations/1"))["status"]);
    }

    [Fact]
    public async Task Two_populations_at_once_bring_in_everybody_once()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await ImportAsync(api, 1_200);
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations", ("contact_filter_params[group.lt]", "7"));
        await api.CreateAsync("/api/callouts/1/callout_populations", ("contact_filter_params[group.gteq]", "3"));

        await Task.WhenAll(Enumerable.Range(1, 2).Select(id =>
            api.CreateAsync($"/api/callout_populations/{id}/callout_population_events", ("event", "queue"))));
        await app.AdvanceUntilAsync(() => AllAreAsync(api, "populated", 2), Limit);

        var each = await Task.WhenAll(Enumerable.Range(1, 2).Select(id => api.TotalAsync($"/api/callout_populations/{id}/contacts")));
        Assert.Equal(1_200, each.Sum());
        Assert.InRange(each[0], 360, 840);
        Assert.Equal(1_200, await api.StatisticAsync(1, "callout_participations"));
        Assert.Equal(1_200, await api.TotalAsync("/api/callouts/1/callout_participations"));
    }

    [Fact]
    public async Task A_population_that_is_interrupted_by_the_death_of_the_process_goes_on_by_itself()
    {
        await using (var app = await SwitchboardApp.StartAsync(new() { Data = _data }))
        {
            var api = new ApiClient(app.Http);
            await ImportAsync(api, 1_600);
            await api.CreateAsync("/api/callouts");
            await api.CreateAsync("/api/callouts/1/callout_populations");
            // When the third of four steps has just begun.
            var death = app.CrashAfterAsync(3, "activity PopulateSome");
            await api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));
            await death;
        }

        await using var again = await SwitchboardApp.StartAsync(new() { Data = _data });
        var client = new ApiClient(again.Http);
        await again.AdvanceUntilAsync(() => AllAreAsync(client, "populated", 1), Limit);

        Assert.Equal(1_600, await client.StatisticAsync(1, "callout_participations"));
        Assert.Equal(1_600, await client.TotalAsync("/api/callout_populations/1/contacts"));
        Assert.Equal(1_600, await client.TotalAsync("/api/callout_participations"));
    }

    [Theory]
    [InlineData("contact_filter_params", "text")]
    [InlineData("contact_filter_params[metadata]", "text")]
    [InlineData("contact_filter_params[metadata][age.lt]", "young")]
    [InlineData("contact_filter_params[born.date.gteq]", "tomorrow")]
    public async Task A_filter_that_cannot_be_understood_is_refused_when_it_is_given(string name, string value)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");

        foreach (var response in new[]
        {
            await api.PostAsync("/api/callouts/1/callout_populations", (name, value)),
            await api.PutAsync("/api/callout_populations/1", (name, value)),
        })
        {
            var errors = (await ApiClient.JsonAsync(response, HttpStatusCode.UnprocessableEntity))["errors"]!;
            Assert.Equal("is invalid", (string?)errors["contact_filter_params"]![0]);
        }

        Assert.Equal("{}", (await api.GetJsonAsync("/api/callout_populations/1"))["contact_filter_params"]!.ToJsonString());
    }

    [Fact]
    public async Task A_filter_of_the_wrong_shape_never_means_everybody()
    {
        const string json = "application/json";
        const string form = "application/x-www-form-urlencoded";
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/callouts");
        var before = await api.CreateAsync("/api/callouts/1/callout_populations", ("contact_filter_params[place]", "here"));

        foreach (var (type, body) in new[]
        {
            (json, """{"contact_filter_params":{"msisdn":["+447700900000",null]}}"""),
            (json, """{"contact_filter_params":{"msisdn":[["+447700900000"]]}}"""),
            (json, """{"contact_filter_params":{"msisdn":[{"a":1}]}}"""),
            (json, """{"contact_filter_params":{"msisdn":null}}"""),
            (json, """{"contact_filter_params":{"metadata":null}}"""),
            (json, """{"contact_filter_params":{"place":{}}}"""),
            (form, "contact_filter_params[msisdn]"),
            (form, "contact_filter_params[metadata]"),
        })
        {
            foreach (var refused in new[]
            {
                await api.SendAsync(HttpMethod.Post, "/api/callouts/1/callout_populations", body, type),
                await api.SendAsync(HttpMethod.Put, "/api/callout_populations/1", body, type),
            })
            {
                Assert.Equal(
                    """{"errors":{"contact_filter_params":["is invalid"]}}""",
                    (await ApiClient.JsonAsync(refused, HttpStatusCode.UnprocessableEntity)).ToJsonString());
            }
        }

        Assert.Equal(
            $"[{before.ToJsonString()}]", (await api.GetJsonAsync("/api/callout_populations")).ToJsonString());
    }

    [Fact]
    public async Task Whoever_is_meant_by_flat_keys_is_found_by_metadata_and_the_other_way_round()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/callouts");
        var flat = await api.CreateAsync(
            "/api/callouts/1/callout_populations", ("contact_filter_params[location]", "phnom penh"));
        await api.CreateAsync("/api/callouts/1/callout_populations", ("contact_filter_params[metadata][location]", "phnom penh"));
        await api.CreateAsync(
            "/api/callouts/1/callout_populations",
            ("contact_filter_params[location]", "takeo"),
            ("contact_filter_params[metadata][location.in]", "takeo,kampot"),
            ("contact_filter_params[msisdn]", "+447700900000"));

        Assert.Equal("""{"location":"phnom penh"}""", flat["contact_filter_params"]!.ToJsonString());
        foreach (var (query, ids) in new[]
        {
            ("[metadata][location]=phnom+penh", "1 2"),
            ("[location]=phnom+penh", "1 2"),
            ("[location]=takeo", "3"),
            ("[metadata][location]=takeo&contact_filter_params[location.in]=takeo,kampot", "3"),
            ("[msisdn]=%2B447700900000", "3"),
            ("[metadata][location]=elsewhere", ""),
            ("[metadata][msisdn]=%2B447700900000", ""),
        })
        {
            Assert.Equal(ids, await IdsAsync($"/api/callout_populations?contact_filter_params{query}"));
        }

        await api.PutAsync("/api/callout_populations/1", ("contact_filter_params[location]", "kep"));
        Assert.Equal("2", await IdsAsync("/api/callout_populations?contact_filter_params[metadata][location]=phnom+penh"));
        Assert.Equal("1", await IdsAsync("/api/batch_operations?parameters[contact_filter_params][metadata][location]=kep"));

        async Task<string> IdsAsync(string path) =>
            string.Join(' ', (await api.GetJsonAsync(path)).AsArray().Select(population => population!["id"]!.ToString()));
    }

    private static async Task ImportAsync(ApiClient api, int people)
    {
        var csv = "msisdn,group\n" + string.Join('\n', Enumerable.Range(0, people).Select(i => $"+4477009{i:D5},{i % 10}"));
        var response = await api.SendAsync(HttpMethod.Post, "/api/contacts/import", csv, "text/csv");
        Assert.Contains($"\"created\":{people}", await response.Content.ReadAsStringAsync());
    }

    private static async Task CreateContactsAsync(ApiClient api, int first, int count, string place)
    {
        for (var i = first; i < first + count; i++)
            await api.CreateAsync("/api/contacts", ("msisdn", $"+44770090000{i}"), ("metadata[place]", place));
    }

    private static async Task PopulateBeforeAnotherComesAsync(SwitchboardApp app, ApiClient api)
    {
        await CreateContactsAsync(api, 0, 1, "here");
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");
        await PopulateAsync(app, api, "queue");
        await CreateContactsAsync(api, 1, 1, "here");
    }

    private static async Task PopulateAsync(SwitchboardApp app, ApiClient api, string happened)
    {
        var queued = await api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", happened));
        Assert.Equal("queued", (string?)queued["status"]);
        await app.AdvanceUntilAsync(() => AllAreAsync(api, "populated", 1), Limit);
    }

    private static async Task<bool> AllAreAsync(ApiClient api, string status, int count) =>
        await api.TotalAsync($"/api/callout_populations?status={status}") == count;

    private static async Task RefusedAsync(ApiClient api, string happened)
    {
        var before = await api.GetJsonAsync("/api/callout_populations/1");
        var response = await api.PostAsync("/api/callout_populations/1/callout_population_events", ("event", happened));
        Assert.Equal(
            """{"errors":{"event":["is not included in the list"]}}""",
            (await ApiClient.JsonAsync(response, HttpStatusCode.UnprocessableEntity)).ToJsonString());
        Assert.Equal(before.ToJsonString(), (await api.GetJsonAsync("/api/callout_populations/1")).ToJsonString());
    }
}
