using Microsoft.Extensions.DependencyInjection;
using Switchboard.Callouts;
using Switchboard.Tests.App;
using Switchboard.Tests.Http;

namespace Switchboard.Tests.Callouts;

/// <summary>What was written to the tables is done, sooner or later, whether Durable Functions could be told or not.</summary>
public sealed class UnreachableDurableTests
{
    private static readonly UnreachableDurable Unreachable = new();

    [Fact]
    public async Task A_callout_that_was_started_calls()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.CreateAsync(Campaign.Listeners(2));

        await FireAsync(app, "start");

        Assert.Contains(app.Log.Entries, entry => entry.Contains("callout 1 could not be told"));
        await UntilCompletedAsync(app, campaign, 2);
    }

    [Fact]
    public async Task A_callout_that_was_resumed_calls()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.StartAsync(Campaign.Listeners(30), """{"max_concurrent_calls":1}""");
        await campaign.UntilCallsAsync(1);
        await campaign.Api.FireAsync(1, "pause");
        await app.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(1, await campaign.Api.StatisticAsync(1, "calls_completed"));

        await FireAsync(app, "resume");

        await UntilCompletedAsync(app, campaign, 2);
    }

    [Fact]
    public async Task A_callout_that_was_stopped_cancels_its_calls_even_if_its_orchestration_is_gone()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900100", """{"outcome":"answer","ringSeconds":100,"listenSeconds":300}""");
        await campaign.StartAsync(["+447700900100"]);
        await campaign.UntilCallsAsync(1);
        await app.Durable.TerminateInstanceAsync("callout-1");

        await FireAsync(app, "stop&cancel_calls=true");
        await app.AdvanceAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(1, await campaign.Api.StatisticAsync(1, "calls_canceled"));
        Assert.Null(Assert.Single(await campaign.Phones.CallsAsync())["answeredAt"]);
    }

    [Fact]
    public async Task A_population_that_was_queued_brings_in_its_contacts()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/contacts", ("msisdn", "+447700900001"));
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");
        var functions = ActivatorUtilities.CreateInstance<PopulationFunctions>(app.Services);
        var exchange = Event("queue");

        await exchange.AnswerAsync(
            await functions.CreateCalloutPopulationEvent(exchange.Request, "1", Unreachable, CancellationToken.None));

        Assert.Equal(201, exchange.Status);
        await app.AdvanceUntilAsync(
            async () => await api.StatisticAsync(1, "callout_participations") == 1, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Whoever_was_brought_in_by_hand_is_called()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.StartAsync(Campaign.Listeners(1));
        await campaign.RunToTheEndAsync();
        await campaign.Api.CreateAsync("/api/contacts", ("msisdn", "+447700900208"));
        var functions = ActivatorUtilities.CreateInstance<ParticipationFunctions>(app.Services);
        var exchange = new Exchange("POST").With("application/json", """{"contact_id":2}""");

        await exchange.AnswerAsync(await functions.CreateParticipation(exchange.Request, "1", Unreachable, CancellationToken.None));

        Assert.Equal(201, exchange.Status);
        await UntilCompletedAsync(app, campaign, 2);
    }

    private static async Task FireAsync(SwitchboardApp app, string happened)
    {
        var functions = ActivatorUtilities.CreateInstance<CalloutFunctions>(app.Services);
        var exchange = Event(happened);
        await exchange.AnswerAsync(await functions.CreateCalloutEvent(exchange.Request, "1", Unreachable, CancellationToken.None));
        Assert.Equal(201, exchange.Status);
    }

    private static Exchange Event(string happened) =>
        new Exchange("POST").With("application/x-www-form-urlencoded", $"event={happened}");

    private static Task UntilCompletedAsync(SwitchboardApp app, Campaign campaign, int calls) => app.AdvanceUntilAsync(
        async () => await campaign.Api.StatisticAsync(1, "calls_completed") >= calls, TimeSpan.FromMinutes(5));
}
