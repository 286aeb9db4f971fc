using System.Globalization;
using System.Text.Json;

namespace Switchboard.Embedded.Tables;

/// <summary>The types a row's property can have, in the JSON of the Table protocol.</summary>
internal static class EdmJson
{
    public static readonly JsonEncodedText Int64 = JsonEncodedText.Encode("Edm.Int64");

    private const string TypeSuffix = "@odata.type";

    public static bool Supports(Type type) =>
        type == typeof(string) || type == typeof(bool) || type == typeof(int) || type == typeof(long)
        || type == typeof(double) || type == typeof(Guid) || type == typeof(DateTime)
        || type == typeof(DateTimeOffset) || type == typeof(byte[]) || type == typeof(BinaryData);

    /// <summary>Writes a property whose type JSON cannot tell, its type before it.</summary>
    public static void WriteAnnotated(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteString(name + TypeSuffix, Int64);
                json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteString(name + TypeSuffix, "Edm.Double");
                WriteDouble(json, name, number);
                break;
            case Guid guid:
                json.WriteString(name + TypeSuffix, "Edm.Guid");
                json.WriteString(name, guid);
                break;
            case DateTime or DateTimeOffset:
                json.WriteString(name + TypeSuffix, "Edm.DateTime");
                json.WriteString(name, ODataLiteral.DateText(value));
                break;
            case byte[] bytes:
                json.WriteString(name + TypeSuffix, "Edm.Binary");
                json.WriteBase64String(name, bytes);
                break;
            case BinaryData data:
                json.WriteString(name + TypeSuffix, "Edm.Binary");
                json.WriteBase64String(name, data.ToMemory().Span);
                break;
            case Enum member:
                json.WriteString(name, member.ToString());
                break;
            default:
                throw new NotSupportedException($"{name} is a {value.GetType()}; tables cannot store that.");
        }
    }

    public static string ReadString(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.String ? json.GetString()! : Raw(ref json);

    public static int ReadInt32(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.Number
            ? json.GetInt32()
            : int.Parse(json.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static long ReadInt64(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.Number
            ? json.GetInt64()
            : long.Parse(json.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static double ReadDouble(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.Number ? json.GetDouble() : Double(json.GetString()!);

    public static DateTimeOffset ReadMoment(ref Utf8JsonReader json) =>
        json.TryGetDateTimeOffset(out var moment) ? moment.ToUniversalTime() : Moment(json.GetString()!);

    /// <summary>A value that must be of <paramref name="type"/>.</summary>
    public static object Read(Type type, ref Utf8JsonReader json)
    {
        if (type == typeof(int))
            return ReadInt32(ref json);
        if (type == typeof(long))
            return ReadInt64(ref json);
        if (type == typeof(bool))
            return json.GetBoolean();
        if (type == typeof(double))
            return ReadDouble(ref json);
        if (type == typeof(Guid))
            return Guid.Parse(json.GetString()!);
        if (type == typeof(DateTime))
            return ReadMoment(ref json).UtcDateTime;
        if (type == typeof(DateTimeOffset))
            return ReadMoment(ref json);
        if (type == typeof(byte[]))
            return json.GetBytesFromBase64();
        if (type == typeof(BinaryData))
            return BinaryData.FromBytes(json.GetBytesFromBase64());
        return ReadString(ref json);
    }

    /// <summary>A value whose type only JSON tells; annotated ones are completed by <see cref="Typed"/>.</summary>
    public static object? ReadUntyped(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number when json.TryGetInt32(out var number) => number,
        JsonTokenType.Number when json.TryGetInt64(out var large) => large,
        JsonTokenType.Number => json.GetDouble(),
        JsonTokenType.String => json.GetString(),
        _ => throw new JsonException($"A property cannot be a {json.TokenType}."),
    };

    /// <summary>What <paramref name="value"/> stands for when it is annotated with <paramref name="type"/>.</summary>
    public static object Typed(object value, string type) => (type, value) switch
    {
        ("Edm.Int64", string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        ("Edm.Int64", int number) => (long)number,
        ("Edm.Double", string text) => Double(text),
        ("Edm.Double", int number) => (double)number,
        ("Edm.Double", long number) => (double)number,
        ("Edm.Guid", string text) => Guid.Parse(text),
        ("Edm.DateTime", string text) => Moment(text),
        ("Edm.Binary", string text) => Convert.FromBase64String(text),
        _ => value,
    };

    public static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static double Double(string text) => text switch
    {
        "Infinity" or "INF" => double.PositiveInfinity,
        "-Infinity" or "-INF" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static void WriteDouble(Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
    }

    private static string Raw(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => System.Text.Encoding.UTF8.GetString(json.ValueSpan),
    };
}
