using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Switchboard.Http;

/// <summary>
/// Strict reading of JSON bodies: one object, valid UTF-8 and Unicode throughout, no name twice. Every string is
/// decoded here, so that nothing later can fail on it.
/// </summary>
internal static class JsonBody
{
    /// <summary>Reads an object; nothing but white space (or a byte order mark) is an empty one.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="allowTrailingCommas">Whether a comma may follow the last member or element.</param>
    /// <exception cref="RequestRejectedException">400: it is not such an object; the message says where.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> body, bool allowTrailingCommas = false)
    {
        if (body.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (body.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return [];
        if (!Utf8.IsValid(body))
            throw RequestRejectedException.BadRequest("The body is not valid UTF-8.");
        var reader = new Utf8JsonReader(
            body, new JsonReaderOptions { MaxDepth = RackForm.MaxDepth, AllowTrailingCommas = allowTrailingCommas });
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw RequestRejectedException.BadRequest("The body must be a JSON object.");
            var parameters = Members(ref reader);
            reader.Read();
            return parameters;
        }
        catch (JsonException broken)
        {
            throw RequestRejectedException.BadRequest(
                $"The body is not valid JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}), "
                + $"or nests deeper than {RackForm.MaxDepth} levels.");
        }
    }

    private static JsonObject Members(ref Utf8JsonReader reader)
    {
        var members = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = Text(ref reader);
            reader.Read();
            if (members.ContainsKey(name))
                throw RequestRejectedException.BadRequest("A JSON object has a name twice.");
            members.Add(name, Value(ref reader));
        }
        return members;
    }

    private static JsonArray Elements(ref Utf8JsonReader reader)
    {
        var elements = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            elements.Add(Value(ref reader));
        return elements;
    }

    private static JsonNode? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Members(ref reader),
        JsonTokenType.StartArray => Elements(ref reader),
        JsonTokenType.String => Text(ref reader),
        JsonTokenType.Null => null,
        // Numbers keep their text: 1.0 is echoed as 1.0, and no digit is lost.
        _ => JsonValue.Create(JsonElement.ParseValue(ref reader)),
    };

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw RequestRejectedException.BadRequest("A JSON string has half of a surrogate pair.");
        }
    }
}
