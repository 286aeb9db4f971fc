using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>Callouts that call, on the simulated phone network and a clock that only moves when nothing happens.</summary>
public class DiallingTests
{
    [Fact]
    public async Task A_callout_of_two_thousand_is_exact_to_the_call()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        var callout = await PopulatedCalloutAsync(campaign, 2_000);
        await campaign.Api.FireAsync(callout, "start");

        await campaign.RunToTheEndAsync(callout);

        var statistics = await campaign.Api.StatisticsAsync(callout);
        var calls = await campaign.Phones.CallsAsync();
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
        var campaign = new Campaign(app);
        var callout = await PopulatedCalloutAsync(campaign, 50);
        await campaign.Api.FireAsync(callout, "start");

        var most = 0L;
        for (var seconds = 0; seconds < 600; seconds++)
        {
            await app.AdvanceAsync(TimeSpan.FromSeconds(1));
            var statistics = await campaign.Api.StatisticsAsync(callout);
            most = Math.Max(most, statistics.InFlight);
        }

        Assert.Equal(7, most);
    }

    [Fact]
    public async Task Pause_stops_new_calls_within_an_interval_and_resume_goes_on()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        var callout = await PopulatedCalloutAsync(campaign, 400);
        await campaign.Api.FireAsync(callout, "start");
        await campaign.UntilCallsAsync(150);

        await campaign.Api.FireAsync(callout, "pause");
        await app.AdvanceAsync(TimeSpan.FromSeconds(5));
        var atPause = (await campaign.Phones.CallsAsync()).Count;
        await app.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(atPause, (await campaign.Phones.CallsAsync()).Count);
        Assert.Equal(0, (await campaign.Api.StatisticsAsync(callout)).InFlight);

        await campaign.Api.FireAsync(callout, "resume");
        await campaign.RunToTheEndAsync(callout);
        Assert.Equal(400, (await campaign.Phones.CalledAsync()).Count);
    }

    [Fact]
    public async Task Stop_stops_and_a_stopped_callout_can_be_resumed()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        var callout = await PopulatedCalloutAsync(campaign, 200);
        await campaign.Api.FireAsync(callout, "start");
        await campaign.UntilCallsAsync(100);

        await campaign.Api.FireAsync(callout, "stop");
        await app.AdvanceAsync(TimeSpan.FromSeconds(5));
        var atStop = (await campaign.Phones.CallsAsync()).Count;
        await app.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(atStop, (await campaign.Phones.CallsAsync()).Count);

        await campaign.Api.FireAsync(callout, "resume");
        await campaign.RunToTheEndAsync(callout);
        Assert.Equal(200, (await campaign.Phones.CalledAsync()).Count);
    }

    [Fact]
    public async Task Each_kind_of_person_is_counted_as_what_they_did()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900010", """{"outcome":"answer"}""");
        await campaign.Phones.ScriptAsync("+447700900020", """{"outcome":"busy"}""");
        await campaign.Phones.ScriptAsync("+447700900030", """{"outcome":"noAnswer"}""");
        await campaign.Phones.ScriptAsync("+447700900040", """{"outcome":"declined"}""");
        await campaign.Phones.ScriptAsync("+447700900050", """{"outcome":"invalid"}""");
        var callout = await campaign.StartAsync(Enumerable.Range(1, 5).Select(i => $"+4477009000{i}0"));

        await campaign.RunToTheEndAsync(callout);

        var statistics = await campaign.Api.StatisticsAsync(callout);
        Assert.Equal(1, statistics["calls_completed"]);
        Assert.Equal(2, statistics["calls_busy"]);
        Assert.Equal(1, statistics["calls_not_answered"]);
        Assert.Equal(3, statistics["calls_failed"]);
        Assert.Equal(1, statistics["callout_participations_remaining"]);
        Assert.Equal(4, statistics["callout_participations_completed"]);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(4_000)]
    public async Task Whoever_answers_hears_the_message(int length)
    {
        var message = "The river is rising.".PadRight(length, '!');
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900010", """{"outcome":"answer"}""");
        var callout = await campaign.StartAsync(
            ["+447700900010"], $$"""{"call_flow_logic":"play_message","message":"{{message}}"}""");

        await campaign.RunToTheEndAsync(callout);

        var call = Assert.Single(await campaign.Phones.CallsAsync());
        Assert.Contains(message, call["prompts"]!.ToJsonString());
        Assert.Equal(1, (await campaign.Api.StatisticsAsync(callout))["calls_completed"]);
    }

    [Fact]
    public async Task Contacts_brought_in_while_the_callout_runs_are_called_too()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        var callout = await PopulatedCalloutAsync(campaign, 5);
        await campaign.Api.FireAsync(callout, "start");
        await campaign.RunToTheEndAsync(callout);

        for (var i = 0; i < 5; i++)
            await campaign.Api.CreateAsync("/api/contacts", ("msisdn", $"+4477009005{i:D2}"));
        await campaign.PopulateAsync(callout);
        await campaign.RunToTheEndAsync(callout);

        Assert.Equal(10, (await campaign.Api.StatisticsAsync(callout))["callout_participations"]);
        Assert.Equal(10, (await campaign.Phones.CalledAsync()).Count);
    }

    private static async Task<int> PopulatedCalloutAsync(Campaign campaign, int contacts)
    {
        await Parallel.ForAsync(0, contacts, async (i, _) =>
            await campaign.Api.CreateAsync("/api/contacts", ("msisdn", $"+44770{8_900_000 + i}")));
        var callout = await campaign.CreateAsync();
        await campaign.PopulateAsync(callout);
        return callout;
    }
}
