using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>
/// Everything goes wrong that can, and the process dies again and again in the middle of it: the books still balance.
/// </summary>
public sealed class FaultTests : IDisposable
{
    private static readonly TimeSpan BetweenCrashes = TimeSpan.FromMinutes(5);

    // FAULT_PEOPLE sizes a longer campaign.
    private static readonly int People = int.Parse(
        Environment.GetEnvironmentVariable("FAULT_PEOPLE") ?? "1000", CultureInfo.InvariantCulture);

    private readonly string _data = Directory.CreateTempSubdirectory("switchboard-faults-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Everyone_is_called_and_the_books_balance_whatever_happens()
    {
        var app = await StartAsync(now: null);
        await PopulateAsync(app);
        await FireStartAsync(new ApiClient(app.Http));

        var crashes = 0;
        while (!await RunsOutAsync(app))
        {
            // Another number each time, so that it dies at another kind of moment; soon, whatever goes on.
            crashes++;
            await app.CrashAfterAsync(pieces: 1 + 7 * crashes % 60);
            app = await StartAsync(app.Clock.GetUtcNow());
            await LetEverythingGoWrongAsync(app);
            Assert.True(crashes < 200, "The callout does not come to an end.");
        }

        await using (app)
        {
            var statistics = await StatisticsAsync(app);
            var calls = await app.Phones().CallsAsync();
            Assert.True(crashes >= 2, $"It crashed {crashes} times only.");
            Assert.Equal(People, statistics["callout_participations"]);
            Assert.Equal(
                People,
                statistics["callout_participations_remaining"] + statistics["callout_participations_completed"]);
            Assert.Equal(People, calls.Select(call => (string)call["to"]!).Distinct().Count());
            Assert.Equal(
                calls.Count, calls.Select(call => (string)call["repeatabilityRequestId"]!).Distinct().Count());
            Assert.Equal(calls.Count, statistics.Attempts);
            Assert.All(calls.GroupBy(call => (string)call["to"]!), number => Assert.InRange(number.Count(), 1, 3));
        }
    }

    /// <summary>Starts on what the one before left.</summary>
    private Task<SwitchboardApp> StartAsync(DateTimeOffset? now)
    {
        var options = new SwitchboardAppOptions { Data = _data };
        return SwitchboardApp.StartAsync(now is { } moment ? options with { Now = moment } : options);
    }

    /// <summary>Every fault that has a probability, in the phone network and in the tables.</summary>
    private static async Task LetEverythingGoWrongAsync(SwitchboardApp app)
    {
        var faults = new JsonObject();
        foreach (var (name, value) in JsonNode.Parse(await app.Simulator.GetStringAsync("/simulator/faults"))!.AsObject())
        {
            // Limits are not probabilities.
            if (value is JsonValue)
                faults[name] = 0.2;
        }

        await app.Phones().SetFaultsAsync(faults.ToJsonString());
    }

    private static async Task PopulateAsync(SwitchboardApp app)
    {
        var api = new ApiClient(app.Http);
        await Parallel.ForAsync(0, People, async (i, _) =>
            await api.CreateAsync("/api/contacts", ("msisdn", $"+44770{8_900_000 + i}")));
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");
        await api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));
        await LetEverythingGoWrongAsync(app);
        await app.AdvanceUntilAsync(
            async () => (string?)(await GetAsync(api, "/api/callout_populations/1"))["status"] == "populated",
            TimeSpan.FromHours(1));
    }

    /// <summary>Whoever got no answer does not know whether it was done, and does it again.</summary>
    private static async Task FireStartAsync(ApiClient api)
    {
        var answer = await InsistAsync(() => api.PostAsync("/api/callouts/1/callout_events", ("event", "start")));
        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity]);
    }

    private static async Task<Statistics> StatisticsAsync(SwitchboardApp app) =>
        new((await GetAsync(new ApiClient(app.Http), "/api/callouts/1/callout_statistics")).AsObject());

    private static async Task<JsonNode> GetAsync(ApiClient api, string path) =>
        await ApiClient.JsonAsync(await InsistAsync(() => api.GetAsync(path)), HttpStatusCode.OK);

    /// <summary>Asks again while the tables are too busy for it.</summary>
    private static async Task<HttpResponseMessage> InsistAsync(Func<Task<HttpResponseMessage>> ask)
    {
        HttpResponseMessage answer;
        do
        {
            answer = await ask();
        }
        while (answer.StatusCode >= HttpStatusCode.InternalServerError);
        return answer;
    }

    /// <summary>Lets time pass until the next crash; whether nobody is being called and nobody will be.</summary>
    private static async Task<bool> RunsOutAsync(SwitchboardApp app)
    {
        var before = await StatisticsAsync(app);
        await app.AdvanceAsync(BetweenCrashes);
        var after = await StatisticsAsync(app);
        return after.InFlight == 0 && after.Equals(before);
    }
}
