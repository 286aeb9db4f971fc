using System.Net;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>Every cell of the state tables: what each event does in each state.</summary>
public class EventTests
{
    private static readonly string[] CalloutEvents = ["start", "pause", "resume", "stop"];

    [Fact]
    public async Task Each_event_leads_a_callout_where_the_table_says_or_nowhere()
    {
        var table = new Dictionary<string, (string[] Path, string?[] Next)>
        {
            ["initialized"] = ([], ["running", null, null, null]),
            ["running"] = (["start"], [null, "paused", null, "stopped"]),
            ["paused"] = (["start", "pause"], [null, null, "running", "stopped"]),
            ["stopped"] = (["start", "stop"], [null, null, "running", null]),
        };
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);

        foreach (var (status, (path, next)) in table)
        {
            foreach (var (happened, expected) in CalloutEvents.Zip(next))
            {
                var id = (int)(await api.CreateAsync("/api/callouts"))["id"]!;
                foreach (var step in path)
                    await api.FireAsync(id, step);
                var response = await api.PostAsync($"/api/callouts/{id}/callout_events", ("event", happened));

                Assert.Equal(expected is null ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Created, response.StatusCode);
                Assert.Equal(expected ?? status, (string?)(await api.GetJsonAsync($"/api/callouts/{id}"))["status"]);
            }
        }
    }

    [Theory]
    [InlineData("event=begin")]
    [InlineData("event=START")]
    [InlineData("event=")]
    [InlineData("event[]=start")]
    [InlineData("event[start]=1")]
    [InlineData("")]
    public async Task What_is_no_event_is_refused_in_every_state_and_changes_nothing(string body)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/callouts");
        foreach (var step in (string?[])[null, "start", "pause", "stop"])
        {
            if (step is not null)
                await api.FireAsync(1, step);
            var before = await api.GetJsonAsync("/api/callouts/1");

            using var answer = await api.SendAsync(
                HttpMethod.Post, "/api/callouts/1/callout_events", body, "application/x-www-form-urlencoded");

            var errors = (await ApiClient.JsonAsync(answer, HttpStatusCode.UnprocessableEntity))["errors"]!;
            Assert.Equal("""{"event":["is not included in the list"]}""", errors.ToJsonString());
            Assert.True(JsonNode.DeepEquals(before, await api.GetJsonAsync("/api/callouts/1")));
        }
    }

    [Fact]
    public async Task A_population_is_queued_once_and_again_when_it_is_populated()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/contacts", ("msisdn", "+447700900010"));
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await FireAsync("requeue"));
        Assert.Equal(HttpStatusCode.Created, await FireAsync("queue"));
        await PopulatedAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await FireAsync("queue"));

        await api.CreateAsync("/api/contacts", ("msisdn", "+447700900020"));
        Assert.Equal(HttpStatusCode.Created, await FireAsync("requeue"));
        await PopulatedAsync();
        Assert.Equal(2, await api.StatisticAsync(1, "callout_participations"));

        async Task<HttpStatusCode> FireAsync(string happened) => (await api.PostAsync(
            "/api/callout_populations/1/callout_population_events", ("event", happened))).StatusCode;

        Task PopulatedAsync() => app.AdvanceUntilAsync(
            async () => (string?)(await api.GetJsonAsync("/api/callout_populations/1"))["status"] == "populated",
            TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task Two_populations_that_mean_the_same_people_bring_in_each_once()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        for (var i = 0; i < 40; i++)
            await api.CreateAsync("/api/contacts", ("msisdn", $"+4477009000{i + 10}"));
        await api.CreateAsync("/api/callouts");
        for (var population = 1; population <= 2; population++)
            await api.CreateAsync("/api/callouts/1/callout_populations");

        await Task.WhenAll(Enumerable.Range(1, 2).Select(population => api.CreateAsync(
            $"/api/callout_populations/{population}/callout_population_events", ("event", "queue"))));
        await app.AdvanceUntilAsync(
            async () => (await api.GetJsonAsync("/api/callout_populations")).AsArray()
                .All(population => (string?)population!["status"] == "populated"),
            TimeSpan.FromMinutes(3));

        Assert.Equal(40, await api.StatisticAsync(1, "callout_participations"));
        Assert.Equal(40, await api.StatisticAsync(1, "callout_participations_remaining"));
        var brought = 0;
        for (var population = 1; population <= 2; population++)
        {
            var response = await api.GetAsync($"/api/callout_populations/{population}/contacts");
            brought += int.Parse(response.Headers.GetValues("Total").Single());
        }

        Assert.Equal(40, brought);
    }

    [Fact]
    public async Task Of_many_who_update_at_once_all_succeed_and_one_is_last()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/callouts", ("metadata[by]", "nobody"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            api.PutAsync("/api/callouts/1", ("metadata[by]", $"{i}"), ("metadata[and]", $"{i}"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
        var metadata = (await api.GetJsonAsync("/api/callouts/1"))["metadata"]!;
        Assert.Equal((string?)metadata["by"], (string?)metadata["and"]);
        // The index follows: it is found by what it is, and by nothing that it was.
        Assert.Single((await api.GetJsonAsync($"/api/callouts?metadata[by]={metadata["by"]}")).AsArray());
        Assert.Empty((await api.GetJsonAsync("/api/callouts?metadata[by]=nobody")).AsArray());
    }

    [Fact]
    public async Task An_orchestration_that_vanished_is_started_again()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/contacts", ("msisdn", "+447700900108"));
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");
        await api.FireAsync(1, "start");
        await app.IdleAsync();
        await app.Durable.TerminateInstanceAsync("callout-1");

        await api.CreateAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));
        await app.AdvanceUntilAsync(
            async () => await api.StatisticAsync(1, "calls_completed") == 1, TimeSpan.FromMinutes(5));
    }
}
