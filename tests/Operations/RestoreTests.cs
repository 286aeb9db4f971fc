using Switchboard.Embedded.Tables;
using Switchboard.Tests.App;
using Switchboard.Tests.Callouts;
using Switchboard.Tests.Embedded.Tables;

namespace Switchboard.Tests.Operations;

/// <summary>The application's own tables are all that a backup needs.</summary>
public sealed class RestoreTests(InProcessTables accounts) : IClassFixture<InProcessTables>
{
    private const int People = 40;

    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    private readonly string _lost = accounts.NewConnectionString();
    private readonly string _new = accounts.NewConnectionString();

    [Fact]
    public async Task What_was_copied_into_a_new_account_goes_on_without_anything_of_Durable()
    {
        var before = await CallSomeAsync();
        await CopyAsync();

        await using var app = await StartAsync(_new, hour: 11);
        var api = new ApiClient(app.Http);
        await app.AdvanceUntilAsync(
            async () => await api.StatisticAsync(1, "callout_participations_completed") == People, Limit);

        var after = await app.Phones().CalledAsync();
        Assert.InRange(before.Count, 10, People - 1);
        Assert.Equal(People, before.Union(after).Count());
        Assert.True((long)(await api.CreateAsync("/api/contacts", ("msisdn", "+447700900999")))["id"]! > People);
    }

    private static Task<SwitchboardApp> StartAsync(string tables, int hour) => SwitchboardApp.StartAsync(new()
    {
        Now = new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.Zero),
        Settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = tables,
            ["MAX_CONCURRENT_CALLS"] = "10",
        },
    });

    /// <summary>Begins a callout and ends the application while calls are in flight.</summary>
    /// <returns>Who was called.</returns>
    private async Task<List<string>> CallSomeAsync()
    {
        await using var app = await StartAsync(_lost, hour: 9);
        var api = new ApiClient(app.Http);
        for (var i = 0; i < People; i++)
            await api.CreateAsync("/api/contacts", ("msisdn", $"+447700{i:D4}08"));
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");
        await api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));
        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "callout_participations") == People, Limit);
        await api.FireAsync(1, "start");
        await app.AdvanceUntilAsync(async () => (await app.Phones().CallsAsync()).Count >= 15, Limit);
        return await app.Phones().CalledAsync();
    }

    private async Task CopyAsync()
    {
        var (from, to) = (new TableServiceClient(_lost), new TableServiceClient(_new));
        await foreach (var table in from.QueryAsync())
        {
            await to.CreateTableAsync(table.Name);
            await foreach (var row in from.GetTableClient(table.Name).QueryAsync<TableEntity>())
                await to.GetTableClient(table.Name).AddEntityAsync(row);
        }
    }
}
