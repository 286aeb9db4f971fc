using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Callouts;
using Switchboard.Embedded;
using Switchboard.Telephony;
using Switchboard.Tests.App;
using Switchboard.Tests.Callouts;

namespace Switchboard.Benchmarks;

/// <summary>
/// A callout with a hundred calls in flight on the accelerated clock, from its start to its end: what a call costs, and
/// what a large callout costs that a small one does not. <c>CALLOUT_PEOPLE</c> says how large (100000),
/// <c>CALLOUT_SPEED</c> how many times as fast as real time (100).
/// </summary>
internal static class CalloutBenchmark
{
    private const int Few = 100;

    private static readonly int Many = Setting("CALLOUT_PEOPLE", 100_000);
    private static readonly int Speed = Setting("CALLOUT_SPEED", 100);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var data = Directory.CreateTempSubdirectory("switchboard-benchmark-").FullName;
        try
        {
            using var counters = new Counters();
            await using var app = await SwitchboardApp.StartAsync(new SwitchboardAppOptions
            {
                Data = data,
                RealTime = true,
                Settings = new Dictionary<string, string?>
                {
                    ["EMBEDDED_CLOCK_SPEED"] = Speed.ToString(CultureInfo.InvariantCulture),
                    ["MAX_CONCURRENT_CALLS"] = "100",
                },
            });
            return await MeasureAsync(app, counters);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(SwitchboardApp app, Counters counters)
    {
        var api = new ApiClient(app.Http);
        var few = await PopulateAsync(app, api, 0, Few);
        var many = await PopulateAsync(app, api, Few, Many);
        Console.WriteLine($"{Many} people are in after {Peak()} MB at most.");

        await api.FireAsync(few, "start");
        await RunToTheEndAsync(app, few);
        var (requests, rows, events) = Read();
        var watch = Stopwatch.StartNew();
        await api.FireAsync(many, "start");
        var most = await RunToTheEndAsync(app, many);
        watch.Stop();
        var (requestsAfter, rowsAfter, eventsAfter) = Read();

        var calls = (double)(await api.StatisticsAsync(many)).Attempts;
        var times = await Rounds.MediansAsync(9, () => AskAsync(api, few), () => AskAsync(api, many));
        return
        [
            Figure.Note($"A callout of {Many}: calls", calls, "calls"),
            Figure.Note("… in flight at most", most, "calls"),
            Figure.Note("… in a second", calls / watch.Elapsed.TotalSeconds, "calls/s"),
            Figure.AtMost("Table operations a call (a transaction is one)", (requestsAfter - requests) / calls, "requests", 8),
            Figure.Note("… rows changed in transactions", (rowsAfter - rows) / calls, "rows"),
            Figure.AtMost("Durable history a call", (eventsAfter - events) / calls, "events", 1),
            Figure.AtMost("Memory of the process at most", Peak(), "MB", 500),
            Figure.Note("… of it alive at the end", GC.GetTotalMemory(forceFullCollection: true) / 1024 / 1024, "MB"),
            Figure.AtMost($"Statistics of {Many}", times[1], $"statistics of {Few}", times[0], 2),
        ];

        (long Requests, long Rows, long Events) Read() => (
            counters.Of(EmbeddedMeter.TableRequests),
            counters.Of(EmbeddedMeter.TransactionRows),
            counters.Of(EmbeddedMeter.HistoryEvents));
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

    /// <summary>Waits until nobody is being called and nobody will be; answers how many calls were in flight at the most.</summary>
    private static async Task<long> RunToTheEndAsync(SwitchboardApp app, int callout)
    {
        var ledgers = app.Services.GetRequiredService<CalloutLedgers>();
        var ledger = CalloutLedgers.NameOf(callout);
        var most = 0L;
        while (true)
        {
            var inFlight = Ledgers.InFlight(await ledgers.TallyAsync(ledger, default));
            most = Math.Max(most, inFlight);
            if (inFlight == 0 && (await ledgers.NextDueAsync(ledger, 1, default)).Count == 0)
                return most;
            await Task.Delay(200);
        }
    }

    private static async Task AskAsync(ApiClient api, int callout)
    {
        for (var i = 0; i < 200; i++)
            await api.StatisticsAsync(callout);
    }

    private static double Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1024 / 1024;
    }

    private static int Setting(string name, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? $"{otherwise}", CultureInfo.InvariantCulture);
}
