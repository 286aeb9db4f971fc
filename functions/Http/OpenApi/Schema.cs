using System.Text.Json.Nodes;

namespace Switchboard.Http.OpenApi;

/// <summary>JSON Schemas of what clients send.</summary>
public static class Schema
{
    /// <summary>A text.</summary>
    public static JsonObject Text(string description, int? longest = null, string? format = null)
    {
        var schema = Of("string", description);
        if (longest is not null)
            schema["maxLength"] = longest;
        if (format is not null)
            schema["format"] = format;
        return schema;
    }

    /// <summary>One of a few words.</summary>
    public static JsonObject Word(string description, params IEnumerable<string> words)
    {
        var schema = Of("string", description);
        schema["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]);
        return schema;
    }

    /// <summary>A whole number.</summary>
    public static JsonObject Integer(string description, long? minimum = null, long? maximum = null)
    {
        var schema = Of("integer", description);
        if (minimum is not null)
            schema["minimum"] = minimum;
        if (maximum is not null)
            schema["maximum"] = maximum;
        return schema;
    }

    /// <summary>A whole number, which may be sent as a text.</summary>
    public static JsonObject Numeric(string description)
    {
        var schema = Of("integer", description);
        schema["type"] = new JsonArray("integer", "string");
        return schema;
    }

    /// <summary>True or false.</summary>
    public static JsonObject Flag(string description) => Of("boolean", description);

    /// <summary>A moment in ISO 8601.</summary>
    public static JsonObject Moment(string description) => Text(description, format: "date-time");

    /// <summary>An array.</summary>
    public static JsonObject List(string description, JsonObject items)
    {
        var schema = Of("array", description);
        schema["items"] = items;
        return schema;
    }

    /// <summary>An object with whatever its sender puts into it.</summary>
    public static JsonObject Document(string description)
    {
        var schema = Of("object", description);
        schema["additionalProperties"] = true;
        return schema;
    }

    /// <summary>An object of which every property is the same.</summary>
    public static JsonObject Map(string description, JsonObject values)
    {
        var schema = Of("object", description);
        schema["additionalProperties"] = values;
        return schema;
    }

    /// <summary>An object.</summary>
    public static JsonObject Object(string description, params (string Name, JsonObject Schema)[] properties)
    {
        var schema = Of("object", description);
        schema["properties"] = new JsonObject(properties.Select(property =>
            KeyValuePair.Create<string, JsonNode?>(property.Name, property.Schema)));
        return schema;
    }

    /// <summary>An object in which these properties must be.</summary>
    public static JsonObject Requires(this JsonObject schema, params string[] names)
    {
        schema["required"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
        return schema;
    }

    /// <summary>The same, or null.</summary>
    public static JsonObject OrNull(this JsonObject schema)
    {
        schema["type"] = schema["type"] is JsonArray types
            ? new JsonArray([.. types.Select(type => type!.DeepClone()), JsonValue.Create("null")])
            : new JsonArray(schema["type"]!.DeepClone(), "null");
        return schema;
    }

    private static JsonObject Of(string type, string description) => new() { ["type"] = type, ["description"] = description };
}
