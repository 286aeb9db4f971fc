using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Callouts;
using Switchboard.Embedded;
using Switchboard.Embedded.Tables;
using Switchboard.Telephony;
using Switchboard.Tests.App;
using Switchboard.Tests.Callouts;

namespace Switchboard.Benchmarks;

/// <summary>
/// A callout with a hundred calls in flight on the accelerated clock, from its start to its end: what a call costs, and
/// what a large callout costs that a small one does not. <c>CALLOUT_PEOPLE</c> says how large (100000),
/// <c>CALLOUT_SPEED</c> how many times as fast as real time (100); on Azurite <c>CALLOUT_PEOPLE_ON_AZURITE</c> (1000) and
/// <c>CALLOUT_SPEED_ON_AZURITE</c> (10).
/// </summary>
internal static class CalloutBenchmark
{
    private const int Few = 100;
    private const int Asks = 200;

    private static readonly int OnDisk = Setting.Of("CALLOUT_PEOPLE", 100_000);
    private static readonly int OnDiskSpeed = Setting.Of("CALLOUT_SPEED", 100);

    // Azurite reads through a partition at every read of a row and every write, and through the table at every query: more
    // would measure that alone, and faster people would be done before it has written down what they did.
    private static readonly int OnAzurite = Setting.Of("CALLOUT_PEOPLE_ON_AZURITE", 1_000);
    private static readonly int OnAzuriteSpeed = Setting.Of("CALLOUT_SPEED_ON_AZURITE", 10);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        // The small one first: what is told of the memory is the most that the process ever had.
        var onAzurite = await Stores.OnAzuriteAsync(
            (settings, account) => MeasureAsync("Azurite", OnAzurite, OnAzuriteSpeed, settings, account));
        return
        [
            .. await Stores.OnDiskAsync(settings => MeasureAsync("on disk", OnDisk, OnDiskSpeed, settings, null)),
            .. onAzurite,
        ];
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(
        string store, int people, int speed, Dictionary<string, string?> settings, string? account)
    {
        using var counters = new Counters();
        await using var app = await SwitchboardApp.StartAsync(new SwitchboardAppOptions
        {
            Data = settings.GetValueOrDefault("EMBEDDED_DATA"),
            RealTime = true,
            Settings = new Dictionary<string, string?>(settings)
            {
                ["EMBEDDED_CLOCK_SPEED"] = speed.ToString(CultureInfo.InvariantCulture),
                ["MAX_CONCURRENT_CALLS"] = "100",
            },
        });
        return await MeasureAsync(app, counters, store, people, account);
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(
        SwitchboardApp app, Counters counters, string store, int people, string? account)
    {
        var api = new ApiClient(app.Http);
        var table = app.Services.GetRequiredService<Ledgers>().Table;
        var few = await PopulateAsync(app, api, 0, Few);
        var many = await PopulateAsync(app, api, Few, people);
        Console.WriteLine($"  {store}: {people} people are in after {Peak()} MB at most.");

        await api.FireAsync(few, "start");
        await RunToTheEndAsync(app, few);
        var (requests, rows, events) = Read();
        var watch = Stopwatch.StartNew();
        await api.FireAsync(many, "start");
        var (most, looks) = await RunToTheEndAsync(app, many);
        watch.Stop();
        var (requestsAfter, rowsAfter, eventsAfter) = Read();

        var calls = (double)(await api.StatisticsAsync(many)).Attempts;
        var times = await Rounds.MediansAsync(
            9,
            () => AskAsync(() => api.StatisticsAsync(few)),
            () => AskAsync(() => api.StatisticsAsync(many)),
            () => AskAsync(() => ReadCountersAsync(table, few)),
            () => AskAsync(() => ReadCountersAsync(table, many)));
        return
        [
            Figure.Note($"A callout of {people}, {store}: calls", calls, "calls"),
            Figure.Note("… in flight at most", most, "calls"),
            Figure.Note("… in a second", calls / watch.Elapsed.TotalSeconds, "calls/s"),
            Figure.AtMost(
                "Table operations a call (a transaction is one)", (requestsAfter - requests - looks) / calls, "requests", 8),
            // Only the process's own tables tell what is in a transaction.
            .. account is null ? [Figure.Note("… rows changed in transactions", (rowsAfter - rows) / calls, "rows")] : (Figure[])[],
            Figure.AtMost("Durable history a call", (eventsAfter - events) / calls, "events", 1),
            Figure.AtMost("Memory of the process at most", Peak(), "MB", 500),
            Figure.Note("… of it alive at the end", GC.GetTotalMemory(forceFullCollection: true) / 1024 / 1024, "MB"),
            Figure.AtMost($"Statistics of {people}, {store}", times[1] / Asks, $"of {Few}", times[0] / Asks, 2),
            Figure.Note("… table operations of it", await CountAsync(many), $"of {Few}", await CountAsync(few)),
            Figure.Note("… the SDK's read of a row of the callout", times[3] / Asks, $"of {Few}", times[2] / Asks),
        ];

        (long Requests, long Rows, long Events) Read() => (
            account is null ? counters.Of(EmbeddedMeter.TableRequests) : counters.RequestsTo(table.Uri),
            counters.Of(EmbeddedMeter.TransactionRows),
            counters.Of(EmbeddedMeter.HistoryEvents));

        async Task<double> CountAsync(int callout)
        {
            var before = Read().Requests;
            await AskAsync(() => api.StatisticsAsync(callout));
            return (Read().Requests - before) / (double)Asks;
        }
    }

    private static async Task<int> PopulateAsync(SwitchboardApp app, ApiClient api, int first, int count)
    {
        var group = first.ToString(CultureInfo.InvariantCulture);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            var msisdn = (447_700_000_000 + first + i).ToString(CultureInfo.InvariantCulture);
            await api.CreateAsync("/api/contacts", ("msisdn", $"+{msisdn}"), ("metadata[group]", group));
        });
        var callout = (int)(await api.CreateAsync("/api/callouts"))["id"]!;
        var population = (int)(await api.CreateAsync(
            $"/api/callouts/{callout}/callout_populations", ("contact_filter_params[metadata][group]", group)))["id"]!;
        await api.CreateAsync($"/api/callout_populations/{population}/callout_population_events", ("event", "queue"));
        while ((string?)(await api.GetJsonAsync($"/api/callout_populations/{population}"))["status"] != "populated")
            await Task.Delay(200);
        return callout;
    }

    /// <summary>
    /// Waits until nobody is being called and nobody will be; answers how many calls were in flight at the most, and how
    /// many requests it took to know.
    /// </summary>
    private static async Task<(long Most, int Looks)> RunToTheEndAsync(SwitchboardApp app, int callout)
    {
        var ledgers = app.Services.GetRequiredService<CalloutLedgers>();
        var ledger = CalloutLedgers.NameOf(callout);
        var (most, looks) = (0L, 0);
        while (true)
        {
            var inFlight = Ledgers.InFlight(await ledgers.TallyAsync(ledger, default));
            looks++;
            most = Math.Max(most, inFlight);
            if (inFlight == 0 && looks++ > 0 && (await ledgers.NextDueAsync(ledger, 1, default)).Count == 0)
                return (most, looks);
            await Task.Delay(200);
        }
    }

    private static Task ReadCountersAsync(TableClient table, int callout) =>
        table.GetEntityAsync<TableEntity>(CalloutLedgers.NameOf(callout), Ledgers.TallyKey);

    private static async Task AskAsync(Func<Task> ask)
    {
        for (var i = 0; i < Asks; i++)
            await ask();
    }

    private static double Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1024 / 1024;
    }
}
