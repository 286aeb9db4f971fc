using System.Text.Json.Nodes;

namespace Switchboard.Http;

/// <summary>
/// Builds the tree that bracketed parameter names describe. <see cref="Descend"/> follows Rack 2's
/// <c>normalize_params</c> case by case: its order of cases is the format's only definition.
/// </summary>
internal sealed class RackNesting
{
    private int _count;

    /// <summary>The parameters added so far.</summary>
    public JsonObject Root { get; } = [];

    /// <summary>Adds one parameter; a later one of the same name wins.</summary>
    /// <exception cref="RequestRejectedException">400: it contradicts earlier ones, or is one too many.</exception>
    public void Add(string name, string? value)
    {
        if (++_count > RackForm.MaxParameters)
            throw RequestRejectedException.BadRequest($"There are more than {RackForm.MaxParameters} parameters.");
        Descend(Root, name, value, RackForm.MaxDepth);
    }

    private static JsonNode? Descend(JsonObject parent, ReadOnlySpan<char> name, string? value, int depth)
    {
        if (depth <= 0)
            throw RequestRejectedException.BadRequest($"Parameters nest deeper than {RackForm.MaxDepth} levels.");

        var start = name.IndexOfAnyExcept('[', ']');
        if (start < 0)
            return value is not null && name is "[]" ? new JsonArray(value) : null;
        var length = name[start..].IndexOfAny('[', ']') is var end and >= 0 ? end : name.Length - start;
        var key = name.Slice(start, length).ToString();
        var after = name[(start + length)..].TrimStart(']');

        if (after.IsEmpty)
            parent[key] = value;
        else if (after is "[")
            parent[name.ToString()] = value;
        else if (after is "[]")
            Elements(parent, key).Add((JsonNode?)value);
        else if (after.StartsWith("[]"))
            Append(Elements(parent, key), ElementName(after), value, depth);
        else if (Descend(Members(parent, key), after, value, depth - 1) is null)
            parent[key] = null;
        return parent;
    }

    // a[][x]=1&a[][y]=2 is one element with two members; a member that is there already starts the next element.
    private static void Append(JsonArray elements, ReadOnlySpan<char> name, string? value, int depth)
    {
        if (elements.Count > 0 && elements[^1] is JsonObject last && !Has(last, name))
            Descend(last, name, value, depth - 1);
        else
            elements.Add(Descend([], name, value, depth - 1));
    }

    private static ReadOnlySpan<char> ElementName(ReadOnlySpan<char> after) =>
        after is ['[', ']', '[', .. var inner, ']'] && !inner.IsEmpty && !inner.ContainsAny('[', ']')
            ? inner
            : after[2..];

    private static bool Has(JsonObject element, ReadOnlySpan<char> name)
    {
        if (name.Contains("[]", StringComparison.Ordinal))
            return false;
        JsonNode? node = element;
        foreach (var range in name.SplitAny('[', ']'))
        {
            var part = name[range];
            if (part.IsEmpty)
                continue;
            if (node is not JsonObject members || !members.TryGetPropertyValue(part.ToString(), out node))
                return false;
        }
        return true;
    }

    private static JsonObject Members(JsonObject parent, string key) =>
        parent[key] as JsonObject ?? Insert(parent, key, new JsonObject());

    private static JsonArray Elements(JsonObject parent, string key) =>
        parent[key] as JsonArray ?? Insert(parent, key, new JsonArray());

    private static T Insert<T>(JsonObject parent, string key, T child) where T : JsonNode
    {
        if (parent[key] is not null)
            throw RequestRejectedException.BadRequest(
                $"Parameter '{Shorten(key)}' is given in shapes that exclude each other.");
        parent[key] = child;
        return child;
    }

    private static string Shorten(string key) => key.Length <= 60 ? key : string.Concat(key.AsSpan(0, 60), "…");
}
