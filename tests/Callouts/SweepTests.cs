using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Tables;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>Calls of which nothing is heard any more are looked after.</summary>
public class SweepTests
{
    private static readonly SwitchboardAppOptions WithoutRetries = new()
    {
        Settings = new Dictionary<string, string?> { ["COMMUNICATION_RETRIES"] = "0" },
    };

    [Fact]
    public async Task A_call_whose_events_are_lost_is_closed_and_the_person_called_again()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await StartCalloutAsync(app, api, """{"lostEvents":1}""");

        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "calls_failed") == 1, TimeSpan.FromMinutes(10));
        Assert.Equal(1, await api.StatisticAsync(1, "callout_participations_remaining"));

        await app.Phones().SetFaultsAsync("{}");
        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "calls_completed") == 1, TimeSpan.FromMinutes(10));
        Assert.Equal(0, await api.StatisticAsync(1, "callout_participations_remaining"));
        Assert.Equal(2, (await app.Phones().CallsAsync()).Count);
    }

    [Fact]
    public async Task A_call_that_nobody_can_look_after_does_not_keep_the_others_waiting()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await StartCalloutAsync(app, api, """{"lostEvents":1}""", people: 3);
        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "calls_queued") == 3, TimeSpan.FromMinutes(1));
        // The first call's record is one of a version that nobody knows.
        var ledgers = app.Services.GetRequiredService<Switchboard.Storage.Tables>().Ledgers;
        var first = await ledgers.QueryAsync<TableEntity>("PartitionKey eq 'callouts-1' and RowKey ge 'call.0'").FirstAsync();
        first["Status"] = "Dreaming";
        await ledgers.UpdateEntityAsync(first, first.ETag, TableUpdateMode.Replace);

        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "calls_failed") == 2, TimeSpan.FromMinutes(10));

        Assert.Contains(app.Log.Entries, entry => entry.Contains("could not be looked after"));
    }

    [Fact]
    public async Task Every_event_twice_and_in_any_order_makes_no_difference()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await StartCalloutAsync(app, api, """{"duplicateEvents":1,"reorderEvents":0.5,"earlyEvents":0.5}""", people: 40);

        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "calls_completed") == 40, TimeSpan.FromMinutes(10));
        await app.AdvanceAsync(TimeSpan.FromMinutes(10));

        var statistics = await api.GetJsonAsync("/api/callouts/1/callout_statistics");
        Assert.Equal(40, (long)statistics["calls_completed"]!);
        Assert.Equal(40, (long)statistics["callout_participations_completed"]!);
        Assert.Equal(40, (await app.Phones().CallsAsync()).Count);
    }

    [Fact]
    public async Task Whom_the_carrier_may_not_have_dialled_is_not_dialled_while_the_callout_is_paused()
    {
        await using var app = await SwitchboardApp.StartAsync(WithoutRetries);
        var api = new ApiClient(app.Http);
        await StartCalloutAsync(app, api, """{"createCallUnavailable":1}""");
        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "calls_scheduling") == 1, TimeSpan.FromMinutes(1));

        await api.FireAsync(1, "pause");
        await app.Phones().SetFaultsAsync("{}");
        await app.AdvanceAsync(TimeSpan.FromMinutes(30));
        Assert.Empty(await app.Phones().CallsAsync());

        await api.FireAsync(1, "resume");
        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "calls_completed") == 1, TimeSpan.FromMinutes(10));
        Assert.Single(await app.Phones().CallsAsync());
    }

    [Theory]
    [InlineData("Europe/London")]
    [InlineData("number")]
    public async Task Whom_the_carrier_may_not_have_dialled_is_not_dialled_while_the_window_is_closed(string zone)
    {
        // It is nine o'clock in London, and the window closes in a minute.
        await using var app = await SwitchboardApp.StartAsync(WithoutRetries);
        var campaign = new Campaign(app);
        await campaign.Phones.SetFaultsAsync("""{"createCallUnavailable":1}""");
        await campaign.StartAsync(
            Campaign.Listeners(1), $$$"""{"calling_window":{"start":"08:00","end":"09:01","time_zone":"{{{zone}}}"}}""");
        await app.AdvanceAsync(TimeSpan.FromSeconds(90));
        Assert.Equal(1, await campaign.Api.StatisticAsync(1, "calls_scheduling"));

        await campaign.Phones.SetFaultsAsync("{}");
        await app.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Empty(await campaign.Phones.CallsAsync());

        // From now on there is no window.
        await campaign.Api.PutAsync("/api/callouts/1", ("settings[max_attempts]", "1"));
        await app.AdvanceUntilAsync(
            async () => await campaign.Api.StatisticAsync(1, "calls_completed") == 1, TimeSpan.FromMinutes(5));
        Assert.Single(await campaign.Phones.CallsAsync());
    }

    [Fact]
    public async Task Whoever_stops_a_callout_in_the_middle_of_a_sweep_stops_the_rest_of_it()
    {
        const int people = 40;
        await using var app = await SwitchboardApp.StartAsync(WithoutRetries);
        var api = new ApiClient(app.Http);
        await StartCalloutAsync(app, api, """{"createCallUnavailable":1}""", people);
        await app.AdvanceUntilAsync(
            async () => await api.StatisticAsync(1, "calls_scheduling") == people, TimeSpan.FromMinutes(1));

        // The carrier takes twenty seconds for each answer.
        await app.Phones().SetFaultsAsync("""{"slowAnswers":1}""");
        await app.AdvanceUntilAsync(async () => (await app.Phones().CallsAsync()).Count > 0, TimeSpan.FromMinutes(5));
        await api.FireAsync(1, "stop");
        await app.AdvanceAsync(TimeSpan.FromSeconds(5));
        var atStop = (await app.Phones().CallsAsync()).Count;
        await app.AdvanceAsync(TimeSpan.FromMinutes(15));

        Assert.InRange(atStop, 1, people / 2);
        Assert.Equal(atStop, (await app.Phones().CallsAsync()).Count);
    }

    [Fact]
    public async Task Whoever_stops_a_callout_in_the_middle_of_a_sweep_has_nobody_dialled_after_it()
    {
        await using var app = await SwitchboardApp.StartAsync(WithoutRetries);
        var api = new ApiClient(app.Http);
        await StartCalloutAsync(app, api, """{"createCallUnavailable":1}""");
        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "calls_scheduling") == 1, TimeSpan.FromMinutes(1));
        await app.Phones().SetFaultsAsync("""{"slowAnswers":1}""");
        await app.AdvanceUntilAsync(async () => (await app.Phones().CallsAsync()).Count == 1, TimeSpan.FromMinutes(5));

        await api.CreateAsync("/api/contacts", ("msisdn", "+447700900208"));
        await api.CreateAsync("/api/callouts/1/callout_participations", ("contact_id", "2"));
        await api.FireAsync(1, "stop");
        await app.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(["+447700900008"], await app.Phones().CalledAsync());
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("stop")]
    public async Task Calls_of_a_callout_that_rests_are_looked_after_even_if_its_orchestration_is_gone(string happened)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await StartCalloutAsync(app, api, """{"lostEvents":1}""", people: 3);
        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "calls_queued") == 3, TimeSpan.FromMinutes(1));

        await api.FireAsync(1, happened);
        await app.IdleAsync();
        await app.Durable.TerminateInstanceAsync("callout-1");
        await app.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(3, await api.StatisticAsync(1, "calls_failed"));
    }

    [Fact]
    public async Task An_orchestration_outlives_tables_that_nobody_can_reach()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await StartCalloutAsync(app, api, """{"lostEvents":1}""");
        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "calls_queued") == 1, TimeSpan.FromMinutes(1));

        await app.Phones().SetFaultsAsync("""{"throttledTables":1,"retryAfterSeconds":0}""");
        await app.AdvanceAsync(TimeSpan.FromMinutes(15));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await app.Durable.GetInstanceAsync("callout-1"))!.RuntimeStatus);
        await app.Phones().SetFaultsAsync("{}");

        await app.AdvanceUntilAsync(async () => await api.StatisticAsync(1, "calls_completed") == 1, TimeSpan.FromMinutes(10));
    }

    // …08 answers, and listens to the end.
    private static async Task StartCalloutAsync(SwitchboardApp app, ApiClient api, string faults, int people = 1)
    {
        await app.Phones().SetFaultsAsync(faults);
        for (var i = 0; i < people; i++)
            await api.CreateAsync("/api/contacts", ("msisdn", $"+4477009{i:D3}08"));
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");
        await api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));
        await api.FireAsync(1, "start");
    }
}
