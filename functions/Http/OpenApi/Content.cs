using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchboard.Http.OpenApi;

/// <summary>What is in a body: a media type, a schema, and an example.</summary>
public static class Content
{
    private const string JsonType = "application/json";

    /// <summary>A JSON document.</summary>
    public static (string MediaType, JsonObject Content) Json(JsonObject schema, JsonNode example) => Of(JsonType, schema, example);

    /// <summary>A JSON document as it is written for a value.</summary>
    public static (string MediaType, JsonObject Content) Json<T>(OpenApiBuilder api, T example) =>
        Json(api.SchemaOf<T>(), Written(example));

    /// <summary>A JSON array as it is written for a few values.</summary>
    public static (string MediaType, JsonObject Content) JsonArray<T>(OpenApiBuilder api, params IEnumerable<T> examples) => Json(
        new JsonObject { ["type"] = "array", ["items"] = api.SchemaOf<T>() }, Written(examples));

    /// <summary>A form, in which objects are nested by brackets.</summary>
    public static (string MediaType, JsonObject Content) Form(
        string mediaType, JsonObject schema, JsonObject example)
    {
        var form = Of(mediaType, schema, example.DeepClone());
        var nested = example.Where(field => field.Value is JsonObject).Select(field => KeyValuePair.Create<string, JsonNode?>(
            field.Key, new JsonObject { ["style"] = "deepObject", ["explode"] = true })).ToList();
        if (nested.Count > 0)
            form.Content["encoding"] = new JsonObject(nested);
        return form;
    }

    /// <summary>A text.</summary>
    public static (string MediaType, JsonObject Content) Text(string mediaType, string example) =>
        Of(mediaType, new JsonObject { ["type"] = "string" }, example);

    /// <summary>A document, from its text.</summary>
    public static JsonObject Example(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonNode Written<T>(T value) => JsonSerializer.SerializeToNode(value, ApiJson.Options)!;

    private static (string MediaType, JsonObject Content) Of(string mediaType, JsonObject schema, JsonNode example) =>
        (mediaType, new JsonObject { ["schema"] = schema, ["example"] = example });
}
