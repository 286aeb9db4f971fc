using System.Text.Json;
using Switchboard.Embedded.Functions.Discovery;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>
/// <c>local.settings.json</c>: its <c>Values</c> stand for environment variables on a developer's machine. It is looked
/// for in the current directory, then beside the application.
/// </summary>
internal static class LocalSettings
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static IReadOnlyDictionary<string, string?> Read(params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            var file = Path.Combine(folder, "local.settings.json");
            if (File.Exists(file))
                return Parse(File.ReadAllText(file), file);
        }

        return new Dictionary<string, string?>();
    }

    private static Dictionary<string, string?> Parse(string text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            return document.RootElement.TryGetProperty("Values", out var values)
                ? values.EnumerateObject().ToDictionary(
                    value => value.Name.Replace("__", ":", StringComparison.Ordinal),
                    value => (string?)value.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase)
                : [];
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FunctionsStartException($"{file} cannot be read: {invalid.Message}", invalid);
        }
    }
}
