using System.Globalization;
using System.Net;
using System.Text;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>Lists of more contacts than are ever read as a whole.</summary>
public class LongListTests
{
    private const int Contacts = 10_400;
    private const int Young = 20;

    [Fact]
    public async Task What_indexes_can_narrow_down_is_found_and_what_would_be_read_as_a_whole_is_refused()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await ImportAsync(app);
        await app.AdvanceAsync(TimeSpan.FromHours(1));
        var later = app.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        await api.CreateAsync("/api/contacts", ("msisdn", "+85510202101"), ("metadata[group]", "all"));

        Assert.Equal($"{Contacts - Young + 1}", await TotalAsync(api, "/api/contacts?metadata[group]=all&metadata[young.exists]=false"));
        Assert.Equal("1", await TotalAsync(api, $"/api/contacts?metadata[group]=all&created_at_or_after={later}"));
        Assert.Equal($"{Young}", await TotalAsync(api, "/api/contacts?metadata[group]=all&metadata[young]=true&created_at_or_after=2017-01-01"));
        using var refused = await app.Http.GetAsync("/api/contacts?metadata[group]=all&created_at_or_after=2017-01-01");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    [Fact]
    public async Task A_population_of_a_range_of_values_brings_in_everybody()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await ImportAsync(app);
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations", ("contact_filter_params[age.gteq]", "300"));
        await api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));

        await app.AdvanceUntilAsync(
            async () => await TotalAsync(api, "/api/callout_populations?status=populated") == "1", TimeSpan.FromHours(1));

        Assert.Equal($"{Contacts - 300}", await TotalAsync(api, "/api/callouts/1/callout_participations"));
    }

    private static async Task ImportAsync(SwitchboardApp app)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < Contacts; i++)
        {
            lines.Append(CultureInfo.InvariantCulture, $$"""{"msisdn":"+85597{{i:D7}}","metadata":{"group":"all","age":{{i}}""")
                .Append(i < Young ? ",\"young\":true}}\n" : "}}\n");
        }

        using var body = new StringContent(lines.ToString(), Encoding.UTF8, "application/x-ndjson");
        using var answer = await app.Http.PostAsync("/api/contacts/import", body);
        Assert.Contains($"\"created\":{Contacts}", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> TotalAsync(ApiClient api, string path)
    {
        using var answer = await api.GetAsync(path);
        return Assert.Single(answer.EnsureSuccessStatusCode().Headers.GetValues("Total"));
    }
}
