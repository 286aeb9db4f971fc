using System.Net;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>
/// What is in flight when a callout is paused, stopped or deleted: who talks goes on talking, nobody new is dialled, and
/// who has not answered yet is hung up on only if that is asked for.
/// </summary>
public class StopTests
{
    private const string Talks = """{"outcome":"answer","ringSeconds":1,"listenSeconds":300}""";
    private const string Rings = """{"outcome":"answer","ringSeconds":50,"listenSeconds":300}""";

    [Theory]
    [InlineData("stop")]
    [InlineData("pause")]
    public async Task Calls_go_on(string happened)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = await StartAsync(app);

        await campaign.Api.FireAsync(1, happened);
        await app.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(2, (await campaign.Phones.CallsAsync()).Count);
        Assert.Equal(2, await campaign.Api.StatisticAsync(1, "calls_completed"));
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("pause")]
    public async Task Unanswered_calls_are_cancelled_on_demand_and_who_talks_goes_on(string happened)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = await StartAsync(app);

        await campaign.Api.CreateAsync("/api/callouts/1/callout_events", ("event", happened), ("cancel_calls", "true"));
        await app.AdvanceAsync(TimeSpan.FromSeconds(5));

        var calls = (await campaign.Phones.CallsAsync()).ToDictionary(call => (string)call["to"]!);
        Assert.Equal("connected", (string?)calls["+447700900100"]["state"]);
        Assert.Equal("ended", (string?)calls["+447700900200"]["state"]);
        Assert.Null(calls["+447700900200"]["answeredAt"]);
        Assert.Equal(1, await campaign.Api.StatisticAsync(1, "calls_canceled"));

        await app.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(1, await campaign.Api.StatisticAsync(1, "calls_completed"));
        Assert.Equal(2, (await campaign.Phones.CallsAsync()).Count);
        Assert.Equal(1, await campaign.Api.StatisticAsync(1, "callout_participations_remaining"));
    }

    [Theory]
    [InlineData("True", 1)]
    [InlineData("False", 0)]
    [InlineData("", 0)]
    public async Task Calls_are_cancelled_however_clients_write_that_they_are(string cancelCalls, int cancelled)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = await StartAsync(app);

        await campaign.Api.CreateAsync("/api/callouts/1/callout_events", ("event", "stop"), ("cancel_calls", cancelCalls));
        await app.AdvanceAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(cancelled, await campaign.Api.StatisticAsync(1, "calls_canceled"));
    }

    [Fact]
    public async Task Whether_calls_are_cancelled_is_not_guessed()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.Api.FireAsync(await campaign.CreateAsync(), "start");

        using var answer = await campaign.Api.PostAsync(
            "/api/callouts/1/callout_events", ("event", "stop"), ("cancel_calls", "perhaps"));

        var errors = (await ApiClient.JsonAsync(answer, HttpStatusCode.UnprocessableEntity))["errors"]!;
        Assert.Equal("""{"cancel_calls":["is not included in the list"]}""", errors.ToJsonString());
        Assert.Equal("running", (string?)(await campaign.Api.GetJsonAsync("/api/callouts/1"))["status"]);
    }

    [Fact]
    public async Task Many_are_cancelled_at_once_however_slow_the_carrier_is()
    {
        const int people = 30;
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        var numbers = Enumerable.Range(100, people).Select(i => $"+447700900{i}").ToList();
        foreach (var number in numbers)
            await campaign.Phones.ScriptAsync(number, Rings);
        await campaign.StartAsync(numbers);
        await app.AdvanceUntilAsync(
            async () => await campaign.Api.StatisticAsync(1, "calls_queued") == people, TimeSpan.FromMinutes(1));

        await campaign.Phones.SetFaultsAsync("""{"slowAnswers":1}""");
        await campaign.Api.CreateAsync("/api/callouts/1/callout_events", ("event", "stop"), ("cancel_calls", "true"));
        await app.AdvanceAsync(TimeSpan.FromMinutes(15));

        Assert.Equal(people, await campaign.Api.StatisticAsync(1, "calls_canceled"));
    }

    [Fact]
    public async Task Whom_the_carrier_does_not_hang_up_on_at_first_is_hung_up_on_as_soon_as_it_does()
    {
        await using var app = await SwitchboardApp.StartAsync(new()
        {
            Settings = new Dictionary<string, string?> { ["COMMUNICATION_RETRIES"] = "0" },
        });
        var campaign = await StartAsync(app);

        await campaign.Phones.SetFaultsAsync("""{"failedRequests":1}""");
        await campaign.Api.CreateAsync("/api/callouts/1/callout_events", ("event", "stop"), ("cancel_calls", "true"));
        await app.AdvanceAsync(TimeSpan.FromSeconds(15));
        await campaign.Phones.SetFaultsAsync("{}");
        await app.AdvanceAsync(TimeSpan.FromSeconds(20));

        var rings = (await campaign.Phones.CallsAsync()).Single(call => (string?)call["to"] == "+447700900200");
        Assert.Equal("ended", (string?)rings["state"]);
        Assert.Null(rings["answeredAt"]);
        Assert.Equal(1, await campaign.Api.StatisticAsync(1, "calls_canceled"));
    }

    [Fact]
    public async Task A_number_is_free_for_others_when_the_carrier_has_hung_up_and_not_before()
    {
        await using var app = await SwitchboardApp.StartAsync(new()
        {
            Settings = new Dictionary<string, string?>
            {
                ["CALLER_NUMBERS"] = "+442079460001",
                ["COMMUNICATION_RETRIES"] = "0",
            },
        });
        var campaign = await StartAsync(app);
        var other = await campaign.CreateAsync(Campaign.Listeners(2, first: 500));

        await campaign.Phones.SetFaultsAsync("""{"failedRequests":1}""");
        await campaign.Api.CreateAsync("/api/callouts/1/callout_events", ("event", "stop"), ("cancel_calls", "true"));
        await campaign.Api.FireAsync(other, "start");
        await app.AdvanceAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(0, (await campaign.Api.StatisticsAsync(other)).Attempts);
        await campaign.Phones.SetFaultsAsync("{}");

        // One talks for minutes; the other's call is free.
        await app.AdvanceUntilAsync(
            async () => await campaign.Api.StatisticAsync(other, "calls_completed") == 2, TimeSpan.FromMinutes(4));
    }

    [Fact]
    public async Task Who_was_cancelled_is_called_after_the_resumption_if_the_callout_repeats_such_calls()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = await StartAsync(app, statuses: "canceled");

        await campaign.Api.CreateAsync("/api/callouts/1/callout_events", ("event", "stop"), ("cancel_calls", "1"));
        await app.AdvanceAsync(TimeSpan.FromMinutes(10));
        await campaign.Api.FireAsync(1, "resume");
        await campaign.RunToTheEndAsync();

        Assert.Equal(3, await campaign.Api.StatisticAsync(1, "calls_completed"));
        Assert.Equal(1, await campaign.Api.StatisticAsync(1, "calls_canceled"));
    }

    [Fact]
    public async Task A_callout_that_dials_is_not_deleted_and_goes_on()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = await StartAsync(app);

        using var answer = await campaign.Api.DeleteAsync("/api/callouts/1");
        var errors = (await ApiClient.JsonAsync(answer, HttpStatusCode.UnprocessableEntity))["errors"]!;
        await campaign.RunToTheEndAsync();

        Assert.Equal(
            "Cannot delete record because dependent callout participations exist", (string?)errors["base"]![0]);
        Assert.Equal(3, await campaign.Api.StatisticAsync(1, "calls_completed"));
    }

    [Fact]
    public async Task A_running_callout_without_people_is_deleted_and_its_orchestration_ends()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.Api.FireAsync(await campaign.CreateAsync(), "start");
        await app.IdleAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await campaign.Api.DeleteAsync("/api/callouts/1")).StatusCode);
        await app.IdleAsync();

        Assert.True((await app.Durable.GetInstanceAsync("callout-1"))!.IsCompleted);
    }

    /// <summary>One who talks, one whose phone rings, and one who waits for their turn.</summary>
    private static async Task<Campaign> StartAsync(SwitchboardApp app, string statuses = "failed")
    {
        // Some minutes to listen to.
        var message = string.Join(' ', Enumerable.Repeat("The river is rising.", 100));
        var settings = $$"""{"max_concurrent_calls":2,"retry_statuses":"{{statuses}}","message":"{{message}}"}""";
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900100", Talks);
        await campaign.Phones.ScriptAsync("+447700900200", Rings);
        await campaign.StartAsync(["+447700900100", "+447700900200", .. Campaign.Listeners(1, 300)], settings);
        await app.AdvanceUntilAsync(
            async () => await campaign.Api.StatisticAsync(1, "calls_in_progress") == 1, TimeSpan.FromMinutes(1));
        return campaign;
    }
}
