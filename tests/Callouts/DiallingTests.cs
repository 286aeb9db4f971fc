using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>Callouts that call, on the simulated phone network and a clock that only moves when nothing happens.</summary>
public class DiallingTests
{
    [Fact]
    public async Task A_callout_of_two_thousand_is_exact_to_the_call()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        var callout = await PopulatedCalloutAsync(app, api, 2_000);
        await api.FireAsync(callout, "start");

        await RunToTheEndAsync(app, api, callout);

        var statistics = await api.StatisticsAsync(callout);
        var calls = await app.Phones().CallsAsync();
        Assert.Equal(2_000, statistics["callout_participations"]);
        Assert.Equal(2_000, statistics["callout_participations_remaining"] + statistics["callout_participations_completed"]);
        Assert.Equal(calls.Count, statistics.Attempts);
        Assert.Equal(2_000, calls.Select(call => (string)call["to"]!).Distinct().Count());
        Assert.Equal(calls.Count, calls.Select(call => (string)call["repeatabilityRequestId"]!).Distinct().Count());
        // Only what failed is called again, three times in all; what still failed then remains.
        var failedForGood = calls.GroupBy(call => (string)call["to"]!).Where(number => number.Count() == 3).ToList();
        Assert.All(calls.GroupBy(call => (string)call["to"]!), number => Assert.InRange(number.Count(), 1, 3));
        Assert.InRange(failedForGood.Count, statistics["callout_participations_remaining"], 2_000);
        Assert.True(statistics["calls_completed"] > 1_000, $"{statistics["calls_completed"]} answered");
    }

    [Fact]
    public async Task No_more_calls_are_in_flight_than_allowed()
    {
        await using var app = await SwitchboardApp.StartAsync(new()
        {
            Settings = new Dictionary<string, string?> { ["MAX_CONCURRENT_CALLS"] = "7" },
        });
        var api = new ApiClient(app.Http);
        var callout = await PopulatedCalloutAsync(app, api, 50);
        await api.FireAsync(callout, "start");

        var most = 0L;
        for (var seconds = 0; seconds < 600; seconds++)
        {
            await app.AdvanceAsync(TimeSpan.FromSeconds(1));
            var statistics = await api.StatisticsAsync(callout);
            most = Math.Max(most, statistics.InFlight);
        }

        Assert.Equal(7, most);
    }

    [Fact]
    public async Task Pause_stops_new_calls_within_an_interval_and_resume_goes_on()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        var callout = await PopulatedCalloutAsync(app, api, 400);
        await api.FireAsync(callout, "start");
        await app.AdvanceUntilAsync(async () => (await app.Phones().CallsAsync()).Count >= 150, TimeSpan.FromMinutes(10));

        await api.FireAsync(callout, "pause");
        await app.AdvanceAsync(TimeSpan.FromSeconds(5));
        var atPause = (await app.Phones().CallsAsync()).Count;
        await app.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(atPause, (await app.Phones().CallsAsync()).Count);
        Assert.Equal(0, (await api.StatisticsAsync(callout)).InFlight);

        await api.FireAsync(callout, "resume");
        await RunToTheEndAsync(app, api, callout);
        Assert.Equal(400, (await app.Phones().CalledAsync()).Count);
    }

    [Fact]
    public async Task Stop_stops_and_a_stopped_callout_can_be_resumed()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        var callout = await PopulatedCalloutAsync(app, api, 200);
        await api.FireAsync(callout, "start");
        await app.AdvanceUntilAsync(async () => (await app.Phones().CallsAsync()).Count >= 100, TimeSpan.FromMinutes(10));

        await api.FireAsync(callout, "stop");
        await app.AdvanceAsync(TimeSpan.FromSeconds(5));
        var atStop = (await app.Phones().CallsAsync()).Count;
        await app.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(atStop, (await app.Phones().CallsAsync()).Count);

        await api.FireAsync(callout, "resume");
        await RunToTheEndAsync(app, api, callout);
        Assert.Equal(200, (await app.Phones().CalledAsync()).Count);
    }

    [Fact]
    public async Task Each_kind_of_person_is_counted_as_what_they_did()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await app.Phones().ScriptAsync("+447700900010", """{"outcome":"answer"}""");
        await app.Phones().ScriptAsync("+447700900020", """{"outcome":"busy"}""");
        await app.Phones().ScriptAsync("+447700900030", """{"outcome":"noAnswer"}""");
        await app.Phones().ScriptAsync("+447700900040", """{"outcome":"declined"}""");
        await app.Phones().ScriptAsync("+447700900050", """{"outcome":"invalid"}""");
        foreach (var number in new[] { 10, 20, 30, 40, 50 })
            await api.CreateAsync("/api/contacts", ("msisdn", $"+4477009000{number}"));
        var callout = await PopulatedCalloutAsync(app, api, 0);
        await api.FireAsync(callout, "start");

        await RunToTheEndAsync(app, api, callout);

        var statistics = await api.StatisticsAsync(callout);
        Assert.Equal(1, statistics["calls_completed"]);
        Assert.Equal(2, statistics["calls_busy"]);
        Assert.Equal(1, statistics["calls_not_answered"]);
        Assert.Equal(3, statistics["calls_failed"]);
        Assert.Equal(1, statistics["callout_participations_remaining"]);
        Assert.Equal(4, statistics["callout_participations_completed"]);
    }

    [Fact]
    public async Task Whoever_answers_hears_the_message()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await app.Phones().ScriptAsync("+447700900010", """{"outcome":"answer"}""");
        await api.CreateAsync("/api/contacts", ("msisdn", "+447700900010"));
        var settings = new JsonObject { ["call_flow_logic"] = "play_message", ["message"] = "The river is rising." };
        var callout = await PopulatedCalloutAsync(app, api, 0, new JsonObject { ["settings"] = settings });
        await api.FireAsync(callout, "start");

        await RunToTheEndAsync(app, api, callout);

        var call = Assert.Single(await app.Phones().CallsAsync());
        Assert.Contains("The river is rising.", call["prompts"]!.ToJsonString());
        Assert.Equal(1, (await api.StatisticsAsync(callout))["calls_completed"]);
    }

    [Fact]
    public async Task Contacts_brought_in_while_the_callout_runs_are_called_too()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        var callout = await PopulatedCalloutAsync(app, api, 5);
        await api.FireAsync(callout, "start");
        await RunToTheEndAsync(app, api, callout);

        for (var i = 0; i < 5; i++)
            await api.CreateAsync("/api/contacts", ("msisdn", $"+4477009005{i:D2}"));
        await QueuePopulationAsync(app, api, callout);
        await RunToTheEndAsync(app, api, callout);

        Assert.Equal(10, (await api.StatisticsAsync(callout))["callout_participations"]);
        Assert.Equal(10, (await app.Phones().CalledAsync()).Count);
    }

    private static async Task<int> PopulatedCalloutAsync(
        SwitchboardApp app, ApiClient api, int contacts, JsonObject? callout = null)
    {
        await Parallel.ForAsync(0, contacts, async (i, _) =>
            await api.CreateAsync("/api/contacts", ("msisdn", $"+44770{8_900_000 + i}")));
        var id = (int)(await api.CreateAsync("/api/callouts", callout ?? []))["id"]!;
        await QueuePopulationAsync(app, api, id);
        return id;
    }

    private static async Task QueuePopulationAsync(SwitchboardApp app, ApiClient api, int callout)
    {
        var population = (int)(await api.CreateAsync($"/api/callouts/{callout}/callout_populations"))["id"]!;
        await api.CreateAsync($"/api/callout_populations/{population}/callout_population_events", ("event", "queue"));
        await app.AdvanceUntilAsync(
            async () => (string?)(await api.GetJsonAsync($"/api/callout_populations/{population}"))["status"] == "populated",
            TimeSpan.FromMinutes(1));
    }

    /// <summary>Lets time pass until nothing is in flight and nothing happened for longer than a retry waits.</summary>
    private static async Task RunToTheEndAsync(SwitchboardApp app, ApiClient api, int callout)
    {
        var last = await api.StatisticsAsync(callout);
        for (var i = 0; i < 500; i++)
        {
            await app.AdvanceAsync(TimeSpan.FromSeconds(90));
            var now = await api.StatisticsAsync(callout);
            if (now.InFlight == 0 && now.Equals(last))
                return;
            last = now;
        }

        Assert.Fail("The callout does not come to an end.");
    }
}
