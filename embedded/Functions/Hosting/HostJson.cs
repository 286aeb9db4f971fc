using System.Text.Json;
using Switchboard.Embedded.Functions.Discovery;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>What the embedded cloud uses of <c>host.json</c>.</summary>
/// <param name="RoutePrefix">
/// What every route begins with; <c>api</c> unless the file says otherwise, as on Azure.
/// </param>
/// <param name="HubName">The Durable task hub; null: the default one.</param>
/// <param name="LogLevels">Log levels by category.</param>
internal sealed record HostJson(string RoutePrefix, string? HubName, IReadOnlyDictionary<string, string> LogLevels)
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static HostJson Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            var root = document.RootElement;
            var levels = At(root, "logging", "logLevel") is { ValueKind: JsonValueKind.Object } found
                ? found.EnumerateObject().ToDictionary(level => level.Name, level => level.Value.ToString())
                : [];
            return new HostJson(
                At(root, "extensions", "http", "routePrefix")?.GetString()?.Trim('/') ?? "api",
                At(root, "extensions", "durableTask", "hubName")?.GetString(),
                levels);
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException)
        {
            throw new FunctionsStartException($"host.json cannot be read: {invalid.Message}", invalid);
        }
    }

    private static JsonElement? At(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element;
    }
}
