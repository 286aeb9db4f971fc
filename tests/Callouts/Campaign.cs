using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>Callouts with people in them, from outside: made, populated, started and run to their end.</summary>
internal sealed class Campaign(SwitchboardApp app)
{
    private int _groups;

    public ApiClient Api { get; } = new(app.Http);

    public SimulatedPhones Phones { get; } = new(app.Simulator);

    /// <summary>Numbers of people who answer at once, listen to the end and press nothing: …08.</summary>
    public static IEnumerable<string> Listeners(int count, int first = 0) =>
        Enumerable.Range(first, count).Select(i => $"+4477009{i:D3}08");

    /// <summary>A callout that runs, with these people and nobody else.</summary>
    public async Task<int> StartAsync(IEnumerable<string> numbers, string settings = "{}")
    {
        var callout = await CreateAsync(numbers, settings);
        await Api.FireAsync(callout, "start");
        return callout;
    }

    /// <summary>A callout with these people and nobody else.</summary>
    public async Task<int> CreateAsync(IEnumerable<string> numbers, string settings = "{}")
    {
        var group = $"{++_groups}";
        foreach (var number in numbers)
            await Api.CreateAsync("/api/contacts", ("msisdn", number), ("metadata[group]", group));
        var callout = await CreateAsync(settings);
        await PopulateAsync(callout, ("contact_filter_params[metadata][group]", group));
        return callout;
    }

    /// <summary>A callout without people.</summary>
    public async Task<int> CreateAsync(string settings = "{}") =>
        (int)(await Api.CreateAsync("/api/callouts", new JsonObject { ["settings"] = JsonNode.Parse(settings) }))["id"]!;

    /// <summary>Brings in the contacts that a new population means.</summary>
    public async Task PopulateAsync(int callout, params (string Name, string Value)[] filter)
    {
        var population = (int)(await Api.CreateAsync($"/api/callouts/{callout}/callout_populations", filter))["id"]!;
        await Api.CreateAsync($"/api/callout_populations/{population}/callout_population_events", ("event", "queue"));
        await app.AdvanceUntilAsync(
            async () => (string?)(await Api.GetJsonAsync($"/api/callout_populations/{population}"))["status"] == "populated",
            TimeSpan.FromMinutes(1));
    }

    /// <summary>Lets time pass until nothing is in flight and nothing happened for longer than a retry waits.</summary>
    public async Task RunToTheEndAsync(int callout = 1)
    {
        var last = await Api.StatisticsAsync(callout);
        for (var i = 0; i < 500; i++)
        {
            await app.AdvanceAsync(TimeSpan.FromSeconds(90));
            var now = await Api.StatisticsAsync(callout);
            if (now.InFlight == 0 && now.Equals(last))
                return;
            last = now;
        }

        Assert.Fail("The callout does not come to an end.");
    }

    /// <summary>Lets time pass until so many calls were asked for.</summary>
    public Task UntilCallsAsync(int count) =>
        app.AdvanceUntilAsync(async () => (await Phones.CallsAsync()).Count >= count, TimeSpan.FromMinutes(10));
}
