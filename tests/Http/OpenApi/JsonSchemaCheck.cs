using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchboard.Tests.Http.OpenApi;

/// <summary>
/// Holds values against the schemas of an OpenAPI 3.1 document. It knows the keywords that the document uses and finds
/// fault with any other. More strictly than JSON Schema, an object that says which properties it has may have no others.
/// </summary>
/// <param name="document">Where references lead.</param>
internal sealed class JsonSchemaCheck(JsonNode document)
{
    /// <summary>What is wrong with a value, each with where it is.</summary>
    public IReadOnlyList<string> Problems(JsonNode schema, JsonNode? value)
    {
        var problems = new List<string>();
        Check(schema.AsObject(), value, "$", problems);
        return problems;
    }

    /// <summary>What a reference leads to, or the thing itself where it is none.</summary>
    public JsonObject Resolve(JsonNode node)
    {
        while (node["$ref"] is { } reference)
        {
            node = ((string)reference!).Split('/').Skip(1).Aggregate(document, (at, name) => at[name]
                ?? throw new InvalidOperationException($"{reference} leads nowhere."));
        }

        return node.AsObject();
    }

    private void Check(JsonObject schema, JsonNode? value, string at, List<string> problems)
    {
        if (schema.ContainsKey("$ref"))
        {
            Check(Resolve(schema), value, at, problems);
            return;
        }

        foreach (var (keyword, operand) in schema)
        {
            if (Problem(keyword, operand!, schema, value, at, problems) is { } problem)
                problems.Add($"{at}: {problem}");
        }
    }

    private string? Problem(
        string keyword, JsonNode operand, JsonObject schema, JsonNode? value, string at, List<string> problems)
    {
        switch (keyword)
        {
            case "description":
                return null;
            case "type":
                string[] types = operand is JsonArray some ? [.. some.Select(type => (string)type!)] : [(string)operand!];
                return types.Any(type => IsOf(type, value)) ? null : $"is no {string.Join(" or ", types)}";
            case "enum":
                return operand.AsArray().Any(one => JsonNode.DeepEquals(one, value)) ? null : $"{value} is not one of the words";
            case "format" when value is JsonValue text && IsOf("string", value):
                return HasFormat((string)operand!, (string)text!) ? null : $"{value} is no {operand}";
            case "minimum" when IsOf("number", value):
                return (decimal)value! >= (decimal)operand ? null : $"is less than {operand}";
            case "maximum" when IsOf("number", value):
                return (decimal)value! <= (decimal)operand ? null : $"is more than {operand}";
            case "maxLength" when IsOf("string", value):
                return ((string)value!).Length <= (int)operand ? null : $"is longer than {operand}";
            case "required" when value is JsonObject thing:
                var missing = operand.AsArray().Select(name => (string)name!).Where(name => !thing.ContainsKey(name)).ToList();
                return missing.Count == 0 ? null : $"lacks {string.Join(", ", missing)}";
            case "properties" when value is JsonObject thing:
                foreach (var (name, property) in thing)
                {
                    if (operand[name] is JsonObject described)
                        Check(described, property, $"{at}.{name}", problems);
                    else if (!schema.ContainsKey("additionalProperties"))
                        problems.Add($"{at}: has {name}, which nobody said");
                }

                return null;
            case "additionalProperties" when operand is JsonObject described && value is JsonObject thing:
                foreach (var (name, property) in thing)
                    Check(described, property, $"{at}.{name}", problems);
                return null;
            case "items" when value is JsonArray array:
                for (var i = 0; i < array.Count; i++)
                    Check(operand.AsObject(), array[i], $"{at}[{i}]", problems);
                return null;
            case "format" or "minimum" or "maximum" or "maxLength" or "required" or "properties" or "additionalProperties" or "items":
                return null;
            default:
                return $"is held against a keyword that nobody knows: {keyword}";
        }
    }

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) => true,
        ("string", JsonValueKind.String) => true,
        ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger((decimal)value!),
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("object", JsonValueKind.Object) => true,
        ("array", JsonValueKind.Array) => true,
        _ => false,
    };

    private static bool HasFormat(string format, string text) => format switch
    {
        "date-time" => text.Length > 19 && text[10] == 'T'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        _ => false,
    };
}
