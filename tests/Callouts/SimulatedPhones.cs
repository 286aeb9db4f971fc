using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>The control API of the simulated phone network: who is called, who answers how, and what goes wrong.</summary>
public sealed class SimulatedPhones(HttpClient simulator)
{
    /// <summary>Every call that was asked for, oldest first.</summary>
    public async Task<List<JsonNode>> CallsAsync() =>
        [.. JsonNode.Parse(await simulator.GetStringAsync("/simulator/calls"))!.AsArray().Select(call => call!)];

    /// <summary>The numbers that were called, each once.</summary>
    public async Task<List<string>> CalledAsync() => [.. (await CallsAsync()).Select(call => (string)call["to"]!).Distinct()];

    public Task ScriptAsync(string number, string person) => PutAsync($"/simulator/numbers/{number}", person);

    public Task SetFaultsAsync(string faults) => PutAsync("/simulator/faults", faults);

    private async Task PutAsync(string path, string json) => (await simulator.PutAsync(
        path, new StringContent(json, null, "application/json"))).EnsureSuccessStatusCode();
}

internal static class SimulatedPhonesOfApp
{
    /// <summary>The phones of an application's own network.</summary>
    public static SimulatedPhones Phones(this SwitchboardApp app) => new(app.Simulator);
}
