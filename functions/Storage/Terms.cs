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

    /// <summary>The terms of a document as it is stored. Nulls have none.</summary>
    public static IReadOnlyList<Term> OfDocument(string name, string stored)
    {
        var terms = new List<Term>();
        using var document = JsonDocument.Parse(stored, Document.Format);
        AddMembers(terms, name, document.RootElement);
        return terms;
    }

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

    private static void AddMembers(List<Term> terms, string path, JsonElement members)
    {
        foreach (var member in members.EnumerateObject())
            Add(terms, PathOf(path, member.Name), member.Value);
    }

    private static void Add(List<Term> terms, string path, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                break;

            case JsonValueKind.Object:
                terms.Add(new Term(path, "", TermKind.Object));
                AddMembers(terms, path, value);
                break;

            case JsonValueKind.Array:
                terms.Add(new Term(path, TextOf(value)));
                terms.AddRange(value.EnumerateArray()
                    .Where(element => element.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array))
                    .Select(element => new Term(path, TextOf(element), TermKind.Element)));
                break;

            default:
                terms.Add(new Term(path, TextOf(value)));
                break;
        }
    }

    // What is stored is compact, so that an array's text is as it stands there.
    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
