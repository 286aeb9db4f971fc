using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Switchboard.Http.OpenApi;

/// <summary>The JSON Schema of what <see cref="ApiJson"/> writes for a type.</summary>
internal static class TypeSchema
{
    /// <summary>The schema of a type; types inside it that have a name are referred to by it.</summary>
    public static JsonObject Of(Type type, IReadOnlyDictionary<Type, string> named)
    {
        var exporter = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) =>
                context.TypeInfo.Type != type && named.TryGetValue(context.TypeInfo.Type, out var name)
                    ? new JsonObject { ["$ref"] = $"#/components/schemas/{name}" }
                    : Transform(context, schema),
        };
        return ApiJson.Options.GetJsonSchemaAsNode(type, exporter).AsObject();
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode exported)
    {
        var type = context.TypeInfo.Type;
        var written = Nullable.GetUnderlyingType(type) ?? type;
        // Of types with converters of their own the exporter knows nothing.
        var schema = written == typeof(DateTimeOffset) ? [] : exported.AsObject();
        if (written == typeof(DateTimeOffset))
            SetType(schema, "string", isNullable: written != type).Add("format", "date-time");
        if (written == typeof(long))
            schema["format"] = "int64";
        if (written.IsEnum)
            SetType(schema, "string", isNullable: written != type);
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            schema["type"] = "object";
            schema["required"] = new JsonArray([.. context.TypeInfo.Properties
                .Where(property => !IsLeftOut(property))
                .Select(property => JsonValue.Create(property.Name))]);
        }

        // What is left out instead of being null is never null.
        if (context.PropertyInfo is { } of && IsLeftOut(of) && schema["type"] is JsonArray types)
            schema["type"] = types[0]!.DeepClone();
        return schema;
    }

    private static bool IsLeftOut(JsonPropertyInfo property) =>
        property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) == true;

    private static JsonObject SetType(JsonObject schema, string type, bool isNullable)
    {
        schema["type"] = isNullable ? new JsonArray(type, "null") : type;
        return schema;
    }
}
