using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>What each setting of a callout does, seen from outside.</summary>
public sealed class SettingsAtWorkTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string _data = Directory.CreateTempSubdirectory("switchboard-settings-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_callout_has_no_more_calls_in_flight_than_it_says_and_a_change_counts_at_once()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        var callout = await campaign.StartAsync(Campaign.Listeners(30), """{"max_concurrent_calls":3}""");
        Assert.Equal(3, await MostInFlightAsync(app, campaign, callout));

        await campaign.Api.PutAsync($"/api/callouts/{callout}", ("settings[max_concurrent_calls]", "8"));

        Assert.Equal(8, await MostInFlightAsync(app, campaign, callout));
    }

    [Fact]
    public async Task No_minute_has_more_calls_than_allowed()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);

        await campaign.RunToTheEndAsync(await campaign.StartAsync(Campaign.Listeners(50), """{"calls_per_minute":20}"""));

        var moments = (await campaign.Phones.CallsAsync()).Select(CreatedAt).ToList();
        Assert.Equal(50, moments.Count);
        Assert.All(moments, from => Assert.InRange(moments.Count(at => at >= from && at < from + Minute), 1, 20));
        // Neither are they fewer than could be: fifty take two minutes and a bit.
        Assert.InRange(moments[^1] - moments[0], 2 * Minute, 3 * Minute);
    }

    [Fact]
    public async Task Who_remains_is_told_by_the_retry_statuses_as_they_are_now()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900100", """{"outcome":"busy"}""");
        await campaign.Phones.ScriptAsync("+447700900101", """{"outcome":"invalid"}""");
        await campaign.Phones.ScriptAsync("+447700900102", """{"outcome":"answer"}""");
        var callout = await campaign.StartAsync(
            ["+447700900100", "+447700900101", "+447700900102"], """{"max_attempts":2,"retry_statuses":["failed","busy"]}""");
        await campaign.RunToTheEndAsync(callout);
        // Whoever remains would be called again, as far as more attempts are allowed.
        await campaign.Api.FireAsync(callout, "pause");
        Assert.Equal((2, 1), await RemainingAndCompletedAsync());

        foreach (var (statuses, remaining) in new[] { ("busy", 1), ("canceled,not_answered", 0), ("failed,busy,errored", 2) })
        {
            await campaign.Api.PutAsync($"/api/callouts/{callout}", ("settings[retry_statuses]", statuses));
            Assert.Equal((remaining, 3 - remaining), await RemainingAndCompletedAsync());
        }

        async Task<(long, long)> RemainingAndCompletedAsync()
        {
            var statistics = await campaign.Api.StatisticsAsync(callout);
            return (statistics["callout_participations_remaining"], statistics["callout_participations_completed"]);
        }
    }

    [Theory]
    [InlineData("{}", "invalid", 3, 60)]
    [InlineData("{}", "busy", 1, 0)]
    [InlineData("""{"max_attempts":1}""", "invalid", 1, 0)]
    [InlineData("""{"retry_statuses":["busy","not_answered"],"max_attempts":4,"retry_delay":900}""", "busy", 4, 900)]
    [InlineData("""{"retry_statuses":["busy","not_answered"],"max_attempts":2,"retry_delay":0}""", "noAnswer", 2, 0)]
    [InlineData("""{"retry_statuses":["busy"]}""", "invalid", 1, 0)]
    public async Task Who_is_called_again_how_often_and_when(string settings, string outcome, int attempts, int delay)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900100", $$"""{"outcome":"{{outcome}}"}""");
        var callout = await campaign.StartAsync(["+447700900100"], settings);

        await app.AdvanceAsync(TimeSpan.FromHours(2));

        var calls = await campaign.Phones.CallsAsync();
        Assert.Equal(attempts, calls.Count);
        Assert.Equal(attempts, (await campaign.Api.StatisticsAsync(callout)).Attempts);
        foreach (var (before, after) in calls.Zip(calls.Skip(1)))
        {
            var between = CreatedAt(after) - (DateTimeOffset)before["endedAt"]!;
            Assert.InRange(between.TotalSeconds, delay, delay + 10);
        }
    }

    [Theory]
    [InlineData("invalid", "{}", """{"max_attempts":1}""", 1)]
    [InlineData("invalid", "{}", """{"retry_statuses":["busy"]}""", 1)]
    [InlineData("busy", "{}", """{"retry_statuses":["busy"],"max_attempts":2}""", 2)]
    [InlineData("invalid", """{"max_attempts":1}""", """{"max_attempts":4}""", 4)]
    public async Task Who_is_called_again_is_decided_by_the_settings_as_they_are_now(
        string outcome, string settings, string changed, int attempts)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900100", $$"""{"outcome":"{{outcome}}"}""");
        var callout = await campaign.StartAsync(["+447700900100", .. Campaign.Listeners(1)], settings);
        await app.AdvanceUntilAsync(
            async () => await campaign.Api.StatisticAsync(callout, $"calls_{(outcome == "busy" ? outcome : "failed")}") == 1,
            TimeSpan.FromMinutes(1));

        using var change = await campaign.Api.SendAsync(
            HttpMethod.Patch, $"/api/callouts/{callout}", $$"""{"settings":{{changed}}}""", "application/json");
        await app.AdvanceAsync(TimeSpan.FromHours(2));

        var calls = (await campaign.Phones.CallsAsync()).ToLookup(call => (string)call["to"]!);
        Assert.Equal(attempts, calls["+447700900100"].Count());
        Assert.Single(calls[Campaign.Listeners(1).Single()]);
    }

    [Fact]
    public async Task Whoever_a_paused_callout_was_told_to_call_again_is_called_when_it_goes_on()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        string[] people = ["+447700900100", "+447700900101", "+447700900102"];
        foreach (var person in people)
            await campaign.Phones.ScriptAsync(person, """{"outcome":"busy"}""");
        var callout = await campaign.StartAsync(people);
        await campaign.RunToTheEndAsync(callout);
        await campaign.Api.FireAsync(callout, "pause");

        await campaign.Api.PutAsync(
            $"/api/callouts/{callout}", ("settings[retry_statuses]", "busy"), ("settings[max_attempts]", "2"));
        await app.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(3, (await campaign.Phones.CallsAsync()).Count);

        await campaign.Api.FireAsync(callout, "resume");
        await app.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(6, (await campaign.Phones.CallsAsync()).Count);
    }

    [Fact]
    public async Task What_the_carrier_refuses_is_repeated_ten_times_in_all_whatever_the_limit_of_attempts()
    {
        // An address for events that is neither https nor on this machine: every call is refused.
        await using var app = await SwitchboardApp.StartAsync(new()
        {
            Settings = new Dictionary<string, string?> { ["PUBLIC_URL"] = "http://203.0.113.7:1" },
        });
        var campaign = new Campaign(app);
        var callout = await campaign.StartAsync(
            Campaign.Listeners(1), """{"retry_statuses":["errored"],"max_attempts":2,"retry_delay":60}""");

        await app.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(10, await campaign.Api.StatisticAsync(callout, "calls_errored"));
        Assert.Empty(await campaign.Phones.CallsAsync());
    }

    [Fact]
    public async Task Calls_come_from_the_number_that_the_callout_says()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);

        await campaign.RunToTheEndAsync(
            await campaign.StartAsync(Campaign.Listeners(5), """{"caller_id":"+44 20 7946 0007"}"""));

        var calls = await campaign.Phones.CallsAsync();
        Assert.Equal(5, calls.Count);
        Assert.All(calls, call => Assert.Equal("+442079460007", (string?)call["from"]));
    }

    [Theory]
    [InlineData("1", 1, "1")]
    [InlineData("042#", 5, "042")]
    [InlineData("*", 1, "*")]
    public async Task A_question_is_asked_and_the_keys_are_kept(string tones, int maxDigits, string answer)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        // Events twice and in any order change nothing about it.
        await campaign.Phones.SetFaultsAsync("""{"duplicateEvents":1,"reorderEvents":0.5}""");
        await campaign.Phones.ScriptAsync("+447700900100", $$"""{"outcome":"answer","tones":["{{tones}}"]}""");
        var callout = await campaign.StartAsync(
            ["+447700900100", .. Campaign.Listeners(1)],
            $$"""
            {"call_flow_logic":"ask_question","message":"How many are you?","max_digits":{{maxDigits}},
             "answer_key":"people","thanks":"Noted."}
            """);

        await campaign.RunToTheEndAsync(callout);

        var rows = await ResultsAsync(campaign, callout);
        Assert.Equal(answer, rows[0]["answer"]);
        Assert.Equal($$"""{"people":"{{answer}}"}""", rows[0]["metadata"]);
        Assert.Equal("", rows[1]["answer"]);
        var prompts = (await campaign.Phones.CallsAsync()).ToDictionary(
            call => (string)call["to"]!, call => call["prompts"]!.ToJsonString());
        Assert.All(prompts.Values, heard => Assert.Contains("How many are you?", heard));
        Assert.Contains("Noted.", prompts["+447700900100"]);
        Assert.Equal(2, await campaign.Api.StatisticAsync(callout, "calls_completed"));
    }

    [Fact]
    public async Task A_callout_starts_by_itself_at_its_moment_even_if_the_process_died_meanwhile()
    {
        var app = await SwitchboardApp.StartAsync(new() { Data = _data });
        var campaign = new Campaign(app);
        var startsAt = app.Clock.GetUtcNow().AddHours(30);
        var callout = await campaign.CreateAsync(Campaign.Listeners(3), $$"""{"start_at":"{{startsAt:O}}"}""");
        await app.AdvanceAsync(TimeSpan.FromHours(20));
        await app.CrashAfterAsync(pieces: 1);

        await using var again = await SwitchboardApp.StartAsync(new() { Data = _data, Now = app.Clock.GetUtcNow() });
        campaign = new Campaign(again);
        await again.AdvanceAsync(startsAt - again.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        Assert.Equal("initialized", (string?)(await campaign.Api.GetJsonAsync($"/api/callouts/{callout}"))["status"]);

        await campaign.RunToTheEndAsync(callout);

        Assert.Equal("running", (string?)(await campaign.Api.GetJsonAsync($"/api/callouts/{callout}"))["status"]);
        var calls = await campaign.Phones.CallsAsync();
        Assert.Equal(3, calls.Count);
        Assert.All(calls, call => Assert.InRange(CreatedAt(call), startsAt, startsAt.AddSeconds(1)));
    }

    [Fact]
    public async Task A_start_can_be_put_off_and_taken_back_until_it_comes()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        var now = app.Clock.GetUtcNow();
        var later = await campaign.CreateAsync(Campaign.Listeners(1), $$"""{"start_at":"{{now.AddHours(1):O}}"}""");
        var never = await campaign.CreateAsync(Campaign.Listeners(1, 100), $$"""{"start_at":"{{now.AddHours(1):O}}"}""");
        var sooner = await campaign.CreateAsync(Campaign.Listeners(1, 200), $$"""{"start_at":"{{now.AddHours(1):O}}"}""");

        await campaign.Api.PutAsync($"/api/callouts/{later}", ("settings[start_at]", now.AddHours(5).ToString("O")));
        await campaign.Api.PutAsync($"/api/callouts/{never}", ("settings[max_attempts]", "1"));
        await campaign.Api.FireAsync(sooner, "start");
        await app.AdvanceAsync(TimeSpan.FromHours(4));
        Assert.Equal(["+447700920008"], await campaign.Phones.CalledAsync());

        await app.AdvanceAsync(TimeSpan.FromHours(4));
        Assert.Equal(["+447700920008", "+447700900008"], await campaign.Phones.CalledAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"start_at":"2026-03-02T10:00:00Z"}""")]
    public async Task A_start_that_is_put_off_while_the_dialler_is_about_to_start_does_not_come(string changed)
    {
        // The clock begins at nine.
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        var callout = await campaign.CreateAsync("""{"start_at":"2026-03-02T09:30:00Z"}""");
        using var change = await campaign.Api.SendAsync(
            HttpMethod.Put, $"/api/callouts/{callout}", $$"""{"settings":{{changed}}}""", "application/json");

        await app.Services.GetRequiredService<Switchboard.Callouts.Callouts>().StartScheduledAsync(callout, CancellationToken.None);

        Assert.Equal("initialized", (string?)(await campaign.Api.GetJsonAsync($"/api/callouts/{callout}"))["status"]);
    }

    [Fact]
    public async Task Nobody_is_called_outside_the_window_and_a_retry_waits_for_it()
    {
        // The clock begins on a Monday at 09:00 UTC, 16:00 in Phnom Penh.
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900100", """{"outcome":"invalid"}""");
        await campaign.StartAsync(
            ["+447700900100"],
            """
            {"calling_window":{"days":"mon,wed","start":"17:00","end":"17:30","time_zone":"Asia/Phnom_Penh"},
             "retry_delay":1800}
            """);

        await app.AdvanceAsync(TimeSpan.FromDays(9));

        Assert.Equal(
            ["2026-03-02T10:00", "2026-03-04T10:00", "2026-03-09T10:00"],
            (await campaign.Phones.CallsAsync()).Select(call => $"{CreatedAt(call):yyyy-MM-ddTHH:mm}"));
    }

    [Fact]
    public async Task Everybody_is_called_by_the_clock_of_their_own_number()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        // Phnom Penh is seven hours ahead of UTC; New York, in March, five behind, then four; +1 808 is Honolulu.
        string[] people = ["+85510202108", "+12125550108", "+18085550108", "+447700900008"];
        foreach (var person in people)
            await campaign.Phones.ScriptAsync(person, """{"outcome":"answer"}""");
        await campaign.StartAsync(people, """{"calling_window":{"start":"08:00","end":"15:00"}}""");

        await app.AdvanceAsync(TimeSpan.FromDays(2));

        var calls = (await campaign.Phones.CallsAsync()).ToDictionary(
            call => (string)call["to"]!, call => $"{CreatedAt(call):yyyy-MM-ddTHH:mm}");
        Assert.Equal("2026-03-02T09:00", calls["+447700900008"]);
        Assert.Equal("2026-03-02T13:00", calls["+12125550108"]);
        Assert.Equal("2026-03-02T18:00", calls["+18085550108"]);
        Assert.Equal("2026-03-03T01:00", calls["+85510202108"]);
    }

    [Fact]
    public async Task A_window_follows_the_clocks_when_they_are_put_forward()
    {
        // On 29 March 2026 clocks in Britain go from 01:00 to 02:00.
        await using var app = await SwitchboardApp.StartAsync(
            new() { Now = new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero) });
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900100", """{"outcome":"invalid"}""");
        await campaign.StartAsync(
            ["+447700900100"],
            """
            {"calling_window":{"start":"09:00","end":"10:00","time_zone":"Europe/London"},"retry_delay":43200}
            """);

        await app.AdvanceAsync(TimeSpan.FromDays(5));

        Assert.Equal(
            ["2026-03-29T08:00", "2026-03-30T08:00", "2026-03-31T08:00"],
            (await campaign.Phones.CallsAsync()).Select(call => $"{CreatedAt(call):yyyy-MM-ddTHH:mm}"));
    }

    private static async Task<long> MostInFlightAsync(SwitchboardApp app, Campaign campaign, int callout)
    {
        var most = 0L;
        for (var seconds = 0; seconds < 40; seconds++)
        {
            await app.AdvanceAsync(TimeSpan.FromSeconds(1));
            most = Math.Max(most, (await campaign.Api.StatisticsAsync(callout)).InFlight);
        }

        return most;
    }

    private static DateTimeOffset CreatedAt(JsonNode call) => (DateTimeOffset)call["createdAt"]!;

    private static Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ResultsAsync(Campaign campaign, int callout) =>
        campaign.Api.CsvAsync($"/api/callouts/{callout}/results.csv");
}
