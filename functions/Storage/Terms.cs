using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchboard.Storage;

/// <summary>
/// The terms by which JSON documents are found: one for each leaf, with its path and its value as text, as PostgreSQL's
/// <c>#&gt;&gt;</c> gives it. A stored number 1 is found by <c>1</c>; an array is a leaf, and so is each of its scalar
/// elements; of an object inside it is known that it is there.
/// </summary>
public static class Terms
{
    /// <summary>A term for a plain property.</summary>
    public static Term Of(string name, string value) => new(name, value);

    /// <inheritdoc cref="Of(string, string)"/>
    public static Term Of(string name, long value) => Of(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The terms of a document. Nulls have none.</summary>
    public static IEnumerable<Term> Of(string name, JsonObject document) =>
        document.SelectMany(child => Below(PathOf(name, child.Key), child.Value));

    /// <summary>The path of a member of what is at <paramref name="path"/>.</summary>
    // Otherwise {"a":{"b":…}} and {"a][b":…} would have the same path.
    public static string PathOf(string path, string key) => $"{path}[{Escape(key)}]";

    /// <summary>A scalar or an array as text.</summary>
    public static string TextOf(JsonNode value) =>
        value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String
            ? scalar.GetValue<string>()
            : Document.Write(value);

    private static string Escape(string key) => key
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("[", "%5B", StringComparison.Ordinal)
        .Replace("]", "%5D", StringComparison.Ordinal);

    private static IEnumerable<Term> Below(string path, JsonNode? node) => node switch
    {
        null => [],
        JsonObject members => Of(path, members).Prepend(new Term(path, "", TermKind.Object)),
        JsonArray elements => elements.OfType<JsonValue>()
            .Select(element => new Term(path, TextOf(element), TermKind.Element))
            .Prepend(new Term(path, TextOf(elements))),
        _ => [new Term(path, TextOf(node))],
    };
}
