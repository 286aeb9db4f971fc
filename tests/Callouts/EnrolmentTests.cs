using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Callouts;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>Contacts that are brought into callouts one by one.</summary>
public sealed class EnrolmentTests
{
    private const string Participations = "/api/callouts/1/callout_participations";

    [Fact]
    public async Task A_contact_takes_part_by_hand_and_is_called_at_once_if_the_callout_runs()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = await OverWithSomebodyNewAsync(app);

        using var answer = await campaign.Api.PostAsync(Participations, ("contact_id", "2"), ("metadata[why]", "asked for it"));
        var created = await ApiClient.JsonAsync(answer, HttpStatusCode.Created);

        Assert.Equal($"/api/callout_participations/{created["id"]}", answer.Headers.Location!.OriginalString);
        Assert.Equal((1, 2), ((int)created["callout_id"]!, (int)created["contact_id"]!));
        Assert.Null(created["callout_population_id"]);
        Assert.Equal("+447700900208", (string?)created["msisdn"]);
        Assert.Equal("""{"why":"asked for it"}""", created["metadata"]!.ToJsonString());
        await app.AdvanceUntilAsync(
            async () => await campaign.Api.StatisticAsync(1, "calls_completed") == 2, TimeSpan.FromMinutes(1));
        Assert.Equal(
            (int)created["id"]!,
            (int)(await campaign.Api.GetJsonAsync($"{Participations}?metadata[why]=asked for it&answered=true"))[0]!["id"]!);
    }

    [Fact]
    public async Task Whoever_was_brought_in_is_called_even_if_nobody_was_told()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = await OverWithSomebodyNewAsync(app);

        await EnrolAndDieAsync(app);

        await app.AdvanceUntilAsync(
            async () => await campaign.Api.StatisticAsync(1, "calls_completed") == 2, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Whoever_asks_again_because_the_process_died_has_the_contact_called_at_once()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = await OverWithSomebodyNewAsync(app);

        await EnrolAndDieAsync(app);
        await RefusedAsync(campaign.Api, """{"contact_id":["has already been taken"]}""", ("contact_id", "2"));
        // Sooner than the watch looks, which is once a minute.
        await app.AdvanceAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(2, (await campaign.Phones.CallsAsync()).Count);
    }

    [Fact]
    public async Task Many_who_are_brought_in_at_once_are_one_turn_and_not_one_each()
    {
        const int people = 30;
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        // The first turn lasts for twenty seconds.
        await campaign.Phones.SetFaultsAsync("""{"slowAnswers":1}""");
        await campaign.StartAsync(Campaign.Listeners(1));
        await campaign.UntilCallsAsync(1);
        await campaign.Phones.SetFaultsAsync("{}");
        var turns = 0;
        app.Tracker.Begun = what => Interlocked.Add(ref turns, what == "activity TakeDiallerTurn" ? 1 : 0);

        for (var i = 1; i <= people; i++)
        {
            await campaign.Api.CreateAsync("/api/contacts", ("msisdn", $"+4477009{i:D3}08"));
            await campaign.Api.CreateAsync(Participations, ("contact_id", $"{i + 1}"));
        }

        await app.AdvanceAsync(TimeSpan.FromSeconds(25));

        Assert.Equal(people + 1, (await campaign.Phones.CallsAsync()).Count);
        Assert.InRange(turns, 1, 10);
    }

    [Fact]
    public async Task Nobody_takes_part_twice_by_contact_or_by_number()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/callouts");
        for (var i = 1; i <= 3; i++)
            await api.CreateAsync("/api/contacts", ("msisdn", $"+44770090000{i}"));
        await api.CreateAsync(Participations, ("contact_id", "1"));
        Assert.Equal(
            "+447700900009",
            (string?)(await api.CreateAsync(Participations, ("contact_id", "2"), ("msisdn", "44 7700 900009")))["msisdn"]);

        await RefusedAsync(api, """{"contact_id":["has already been taken"]}""", ("contact_id", "1"));
        await RefusedAsync(api, """{"contact_id":["has already been taken"]}""", ("contact_id", "1"), ("msisdn", "+447700900007"));
        await RefusedAsync(api, """{"msisdn":["has already been taken"]}""", ("contact_id", "3"), ("msisdn", "+447700900009"));

        Assert.Equal(2, await api.StatisticAsync(1, "callout_participations"));
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync("/api/contacts/3")).StatusCode);
    }

    [Fact]
    public async Task Of_many_who_bring_in_the_same_contact_at_once_one_succeeds()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/contacts", ("msisdn", "+447700900001"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.PostAsync(Participations, ("contact_id", "1"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(1, await api.StatisticAsync(1, "callout_participations"));
    }

    [Fact]
    public async Task What_cannot_take_part_is_refused()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/contacts", ("msisdn", "+447700900001"));

        foreach (var (body, errors) in new[]
        {
            ("{}", """{"contact":["must exist"]}"""),
            ("""{"contact_id":7}""", """{"contact":["must exist"]}"""),
            ("""{"contact_id":"one"}""", """{"contact":["must exist"]}"""),
            ("""{"contact_id":[1]}""", """{"contact":["must exist"]}"""),
            ("""{"contact_id":1,"msisdn":"12"}""", """{"msisdn":["is an invalid number"]}"""),
            ("""{"contact_id":1,"msisdn":{}}""", """{"msisdn":["is an invalid number"]}"""),
            ("""{"contact_id":1,"metadata":7}""", """{"metadata":["is invalid"]}"""),
        })
        {
            using var answer = await api.SendAsync(HttpMethod.Post, Participations, body, "application/json");
            var said = (await ApiClient.JsonAsync(answer, HttpStatusCode.UnprocessableEntity))["errors"]!;
            Assert.Equal((body, errors), (body, said.ToJsonString()));
        }

        using var nowhere = await api.PostAsync("/api/callouts/2/callout_participations", ("contact_id", "1"));
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.Equal(0, await api.StatisticAsync(1, "callout_participations"));
    }

    [Fact]
    public async Task Whoever_is_deleted_while_a_population_brings_them_in_either_takes_part_or_is_gone()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        const int people = 200;
        await Task.WhenAll(Enumerable.Range(0, people).Select(i => api.CreateAsync("/api/contacts", ("msisdn", $"+4477009{i:D5}"))));
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");

        var queued = api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));
        var deleted = await Task.WhenAll(Enumerable.Range(1, people).Select(async id =>
            (await api.DeleteAsync($"/api/contacts/{id}")).StatusCode));
        await queued;
        await app.AdvanceAsync(TimeSpan.FromMinutes(3));

        var left = deleted.Count(status => status == HttpStatusCode.UnprocessableEntity);
        Assert.Equal(people - left, deleted.Count(status => status == HttpStatusCode.NoContent));
        Assert.Equal(left, await api.TotalAsync("/api/contacts"));
        Assert.Equal(left, await api.TotalAsync("/api/callout_populations/1/callout_participations"));
        Assert.Equal(left, await api.StatisticAsync(1, "callout_participations"));
        Assert.Equal(left, await api.StatisticAsync(1, "callout_participations_remaining"));
    }

    [Fact]
    public async Task Whose_call_was_put_off_can_be_taken_out_and_is_not_called_when_the_window_opens()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        // It is nine o'clock in London.
        await campaign.StartAsync(
            Campaign.Listeners(2), """{"calling_window":{"start":"10:00","end":"11:00","time_zone":"number"}}""");
        await app.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.NoContent, (await campaign.Api.DeleteAsync("/api/callout_participations/1")).StatusCode);
        await app.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal(["+447700900108"], await campaign.Phones.CalledAsync());
        Assert.Equal(1, await campaign.Api.StatisticAsync(1, "callout_participations"));
        Assert.Equal(0, await campaign.Api.StatisticAsync(1, "callout_participations_remaining"));
    }

    /// <summary>A callout that runs and has called everybody, and a second contact who takes no part in it.</summary>
    private static async Task<Campaign> OverWithSomebodyNewAsync(SwitchboardApp app)
    {
        var campaign = new Campaign(app);
        await campaign.StartAsync(Campaign.Listeners(1));
        await campaign.RunToTheEndAsync();
        await campaign.Api.CreateAsync("/api/contacts", ("msisdn", "+447700900208"));
        return campaign;
    }

    /// <summary>Brings in the second contact and does nothing more, as a process that dies then.</summary>
    private static async Task EnrolAndDieAsync(SwitchboardApp app)
    {
        var wish = ParticipationWish.ToCreate(new JsonObject { ["contact_id"] = 2 });
        var enrolment = app.Services.GetRequiredService<Enrolment>();
        Assert.IsType<Outcome<Participation>.Success>(await enrolment.EnrolAsync(1, wish, CancellationToken.None));
    }

    private static async Task RefusedAsync(ApiClient api, string errors, params (string, string)[] form)
    {
        using var answer = await api.PostAsync(Participations, form);
        Assert.Equal(errors, (await ApiClient.JsonAsync(answer, HttpStatusCode.UnprocessableEntity))["errors"]!.ToJsonString());
    }
}
