using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchboard.Http;

/// <summary>Typed looks at request parameters, which a client may have sent in any shape.</summary>
public static class Parameters
{
    /// <summary>A scalar's text: a string itself, a number or boolean as written; null for anything else.</summary>
    public static string? Text(this JsonObject parameters, string name) =>
        parameters[name] is JsonValue value ? value.Scalar() : null;

    /// <summary>
    /// True or false, as JSON or as clients write it in forms (<c>true</c>, <c>True</c>, <c>1</c>); null for anything else.
    /// </summary>
    public static bool? Flag(this JsonObject parameters, string name) => parameters.Text(name)?.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    /// <summary>An object, still part of the parameters (clone it to keep it); null for anything else.</summary>
    public static JsonObject? Object(this JsonObject parameters, string name) => parameters[name] as JsonObject;

    /// <summary>Whether the parameter was sent, null included.</summary>
    public static bool Has(this JsonObject parameters, string name) => parameters.ContainsKey(name);

    /// <summary>The text of a scalar: a string itself, a number or boolean as written.</summary>
    public static string Scalar(this JsonValue value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
