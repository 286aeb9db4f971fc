using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchboard.Storage;

/// <summary>
/// The terms by which JSON documents are found: one for each leaf, with its path and its value as text, as PostgreSQL's
/// <c>#&gt;&gt;</c> gives it. A stored number 1 is found by <c>1</c>; an array is a leaf.
/// </summary>
public static class Terms
{
    /// <summary>A term for a plain property.</summary>
    public static string Of(string name, string value) => $"{name}={value}";

    /// <inheritdoc cref="Of(string, string)"/>
    public static string Of(string name, long value) => Of(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The terms of a document. Nulls and empty objects have none.</summary>
    public static IEnumerable<string> Of(string name, JsonObject document) =>
        Leaves(name, document).Where(leaf => leaf.Value is not null).Select(leaf => Of(leaf.Path, leaf.Value!));

    /// <summary>The paths at which a document has a null: in a filter, these must be absent or null.</summary>
    public static IEnumerable<string> Nulls(string name, JsonObject document) =>
        Leaves(name, document).Where(leaf => leaf.Value is null).Select(leaf => leaf.Path);

    // Otherwise {"a":"]=b"} and {"a]=":"b"} would have the same term.
    private static string Escape(string key) => key
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("[", "%5B", StringComparison.Ordinal)
        .Replace("]", "%5D", StringComparison.Ordinal)
        .Replace("=", "%3D", StringComparison.Ordinal);

    private static IEnumerable<(string Path, string? Value)> Leaves(string path, JsonNode? node) => node switch
    {
        JsonObject parent => parent.SelectMany(child => Leaves($"{path}[{Escape(child.Key)}]", child.Value)),
        null => [(path, null)],
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [(path, value.GetValue<string>())],
        _ => [(path, Document.Write(node))],
    };
}
