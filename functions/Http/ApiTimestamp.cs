using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchboard.Http;

/// <summary>Moments as the APIs write them: ISO 8601 in UTC with exactly three fraction digits and <c>Z</c>.</summary>
public sealed class ApiTimestamp : JsonConverter<DateTimeOffset>
{
    // The round-trip format, which is written without interpreting a pattern, has seven fraction digits.
    private const int RoundTripLength = 28;
    private const int UpToMilliseconds = 23;

    /// <summary>The text of a moment, such as <c>2017-11-07T08:34:25.880Z</c>.</summary>
    public static string Format(DateTimeOffset moment) =>
        $"{moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture).AsSpan(0, UpToMilliseconds)}Z";

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[RoundTripLength];
        value.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[UpToMilliseconds] = (byte)'Z';
        writer.WriteStringValue(text[..(UpToMilliseconds + 1)]);
    }
}
