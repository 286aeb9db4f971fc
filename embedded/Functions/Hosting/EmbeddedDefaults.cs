using Microsoft.Extensions.Configuration;
using Switchboard.Embedded.Communication.Service;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>The settings that point an application to the embedded cloud, where it was not pointed elsewhere.</summary>
internal static class EmbeddedDefaults
{
    public static void AddTables(ConfigurationManager configuration, string tables) =>
        AddMissing(configuration, new() { ["AzureWebJobsStorage"] = tables });

    public static void Add(ConfigurationManager configuration, EmbeddedPorts ports) =>
        AddMissing(configuration, new()
        {
            ["COMMUNICATION_CONNECTION_STRING"] = CommunicationSettings.ConnectionString(ports.Communication),
            ["COGNITIVE_SERVICES_ENDPOINT"] = $"http://127.0.0.1:{ports.Communication}/",
            ["PUBLIC_URL"] = $"http://127.0.0.1:{ports.Functions}",
            // Fifty of the numbers that are kept for fiction (Ofcom's drama range for London): with the two calls at a
            // time that a new number may make, a hundred.
            ["CALLER_NUMBERS"] = string.Join(',', Enumerable.Range(0, 50).Select(number => $"+4420794600{number:D2}")),
            ["EMAIL_SENDER"] = "switchboard@desk.example",
            ["CALLBACK_NOTIFY_EMAIL"] = "callbacks@desk.example",
            // What ACS grants a new subscription would make a laptop wait.
            ["EMAILS_PER_MINUTE"] = "100000",
            ["EMAILS_PER_HOUR"] = "1000000",
            ["SMS_PER_MINUTE"] = "100000",
            ["ALLOW_ANONYMOUS"] = "true",
        });

    private static void AddMissing(ConfigurationManager configuration, Dictionary<string, string?> defaults) =>
        configuration.AddInMemoryCollection(
            defaults.Where(setting => string.IsNullOrEmpty(configuration[setting.Key])).ToArray());
}
