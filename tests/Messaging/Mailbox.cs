using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Messaging;

/// <summary>The mails and text messages that the simulated network took.</summary>
internal static class Mailbox
{
    /// <summary>All mails so far, oldest first.</summary>
    public static async Task<List<JsonNode>> MailsAsync(this SwitchboardApp app) => await ListAsync(app, "emails");

    /// <summary>All text messages so far, oldest first.</summary>
    public static async Task<List<JsonNode>> TextsAsync(this SwitchboardApp app) => await ListAsync(app, "sms");

    /// <summary>The mails, as soon as there are this many.</summary>
    public static async Task<List<JsonNode>> MailsAsync(this SwitchboardApp app, int count, TimeSpan? limit = null)
    {
        await app.AdvanceUntilAsync(
            async () => (await app.MailsAsync()).Count >= count, limit ?? TimeSpan.FromMinutes(2));
        return await app.MailsAsync();
    }

    /// <summary>Lets things go wrong in the simulated network.</summary>
    public static async Task SetFaultsAsync(this SwitchboardApp app, object faults) =>
        (await app.Simulator.PutAsJsonAsync("/simulator/faults", faults)).EnsureSuccessStatusCode();

    /// <summary>A header of a mail, or null.</summary>
    public static string? Header(this JsonNode mail, string name) => (string?)mail["headers"]![name];

    private static async Task<List<JsonNode>> ListAsync(SwitchboardApp app, string what) =>
        [.. JsonNode.Parse(await app.Simulator.GetStringAsync($"/simulator/{what}"))!.AsArray().Select(one => one!)];
}
