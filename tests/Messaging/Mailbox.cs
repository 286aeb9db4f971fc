using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Messaging;
using Switchboard.Storage;
using Switchboard.Tests.App;
using Switchboard.Tests.Callouts;

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

    /// <summary>Leaves a letter as a capability does that tells nobody of it.</summary>
    public static async Task LeaveAsync(this SwitchboardApp app, Letter letter)
    {
        var source = app.Services.GetServices<OutboxSource>().First();
        var change = new Change();
        app.Services.GetRequiredService<Outbox>().Leave(change, source.PartitionKey, letter);
        await app.Services.GetRequiredService<PartitionWriters>().For(source.Table, source.PartitionKey).CommitAsync(change);
    }

    /// <summary>The first hundred messages that a query finds, as operators see them.</summary>
    public static async Task<JsonArray> MessagesAsync(this SwitchboardApp app, string query = "") =>
        (await new ApiClient(app.Http).GetJsonAsync($"/api/messages?per_page=100{query}")).AsArray();

    /// <summary>A header of a mail, or null.</summary>
    public static string? Header(this JsonNode mail, string name) => (string?)mail["headers"]![name];

    private static async Task<List<JsonNode>> ListAsync(SwitchboardApp app, string what) =>
        [.. JsonNode.Parse(await app.Simulator.GetStringAsync($"/simulator/{what}"))!.AsArray().Select(one => one!)];
}
