using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchboard.Http;

/// <summary>How the APIs write JSON.</summary>
public static class ApiJson
{
    /// <summary>The media type of every JSON answer.</summary>
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>
    /// Members in declared order under snake_case names, enumerations by snake_case name, nulls written, moments as
    /// <see cref="ApiTimestamp"/>, dictionary keys as they are, and é as é.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The UTF-8 bytes of a value.</summary>
    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            // What was accepted must be writable inside a list inside whatever surrounds it.
            MaxDepth = 4 * RackForm.MaxDepth,
            Converters = { new ApiTimestamp(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
