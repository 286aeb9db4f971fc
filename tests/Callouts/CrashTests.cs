using Switchboard.Embedded.Tables;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>The process dies in the middle of a callout, and whoever starts it again has nothing else to do.</summary>
public sealed class CrashTests : IDisposable
{
    private const int People = 150;

    private readonly string _data = Directory.CreateTempSubdirectory("switchboard-crash-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_callout_survives_two_kills_and_dials_nobody_twice_for_one_attempt()
    {
        var port = await BeginAsync();
        await RunAndKillAsync(port, untilCalls: 90);
        await using var app = await StartAsync(port);
        var api = new ApiClient(app.Http);

        await WaitUntilAsync(() => IsOverAsync(app));

        var statistics = await api.StatisticsAsync();
        var calls = await new SimulatedPhones(app.Simulator).CallsAsync();
        Assert.Equal(People, statistics["callout_participations"]);
        Assert.Equal(
            People,
            statistics["callout_participations_remaining"] + statistics["callout_participations_completed"]);
        Assert.Equal(People, calls.Select(call => (string)call["to"]!).Distinct().Count());
        Assert.Equal(calls.Count, statistics.Attempts);
        Assert.Equal(calls.Count, calls.Select(call => (string)call["repeatabilityRequestId"]!).Distinct().Count());
    }

    /// <summary>Imports, starts and is killed after some calls.</summary>
    private async Task<int> BeginAsync()
    {
        await using var app = await StartAsync(port: 0);
        var api = new ApiClient(app.Http);
        await Parallel.ForAsync(0, People, async (i, _) =>
            await api.CreateAsync("/api/contacts", ("msisdn", $"+447700900{i:D3}")));
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");
        await api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));
        await WaitUntilAsync(
            async () => (string?)(await api.GetJsonAsync("/api/callout_populations/1"))["status"] == "populated");
        await api.FireAsync(1, "start");
        await WaitUntilAsync(async () => (await new SimulatedPhones(app.Simulator).CallsAsync()).Count >= 30);
        await app.KillAsync();
        return app.Port;
    }

    private async Task RunAndKillAsync(int port, int untilCalls)
    {
        await using var app = await StartAsync(port);
        await WaitUntilAsync(async () => (await new SimulatedPhones(app.Simulator).CallsAsync()).Count >= untilCalls);
        await app.KillAsync();
    }

    // Calls last about half a minute, so that each kill comes while many are in flight.
    private Task<SwitchboardProcess> StartAsync(int port) => SwitchboardProcess.StartAsync(new Dictionary<string, string?>
    {
        ["PORT"] = $"{port}",
        ["EMBEDDED_DATA"] = _data,
        ["EMBEDDED_CLOCK_SPEED"] = "60",
        ["MAX_CONCURRENT_CALLS"] = "25",
    });

    /// <summary>Nobody is being called and nobody will be: the callout's ledger has no such rows.</summary>
    private static async Task<bool> IsOverAsync(SwitchboardProcess app)
    {
        var ledgers = new TableServiceClient(app.TablesConnectionString).GetTableClient("ledgers");
        foreach (var kind in new[] { "due", "open" })
        {
            var rows = ledgers.QueryAsync<TableEntity>(
                $"PartitionKey eq 'callouts-1' and RowKey ge '{kind}.' and RowKey lt '{kind}:'", maxPerPage: 1);
            if (await rows.AnyAsync())
                return false;
        }

        return true;
    }

    // Another process tells nothing but its answers, so this one has to ask again.
    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await condition())
            await timer.WaitForNextTickAsync(limit.Token);
    }
}
