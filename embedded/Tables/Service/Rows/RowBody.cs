using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>
/// An entity as a client sent it, checked against every limit and brought into the form in which rows are stored:
/// without keys, system properties and nulls, each type annotation right before its property.
/// </summary>
internal sealed class RowBody
{
    private const string TypeSuffix = "@odata.type";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    [ThreadStatic]
    private static List<Field>? _fields;

    private RowBody()
    {
    }

    public string? PartitionKey { get; private set; }

    public string? RowKey { get; private set; }

    public ReadOnlyMemory<byte> Properties { get; private set; }

    /// <exception cref="TableFailureException">It cannot be stored.</exception>
    public static RowBody Parse(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            throw TableFailure.InvalidInput.AsException();

        var fields = _fields ??= [];
        fields.Clear();
        try
        {
            return new RowBody().Read(json, fields);
        }
        catch (JsonException)
        {
            throw TableFailure.InvalidInput.AsException();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, written as an escape.
            throw TableFailure.InvalidInput.AsException();
        }
    }

    private RowBody Read(ReadOnlySpan<byte> body, List<Field> fields)
    {
        var json = new Utf8JsonReader(body);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw TableFailure.InvalidInput.AsException();

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            ReadField(ref json, name, fields);
        }

        // Nothing may follow.
        json.Read();
        Properties = Write(body, fields);
        return this;
    }

    private void ReadField(ref Utf8JsonReader json, string name, List<Field> fields)
    {
        if (name.EndsWith(TypeSuffix, StringComparison.Ordinal))
        {
            if (json.TokenType != JsonTokenType.String)
                throw TableFailure.InvalidInput.AsException();
            var type = EdmTypes.Named(json.ValueSpan);
            if (type == EdmType.None)
                throw TableFailure.InvalidInput.AsException();
            FieldNamed(name[..^TypeSuffix.Length], fields).Type = type;
            return;
        }

        if (name.StartsWith("odata.", StringComparison.Ordinal) || name.Contains("@odata.", StringComparison.Ordinal))
        {
            json.Skip();
            return;
        }

        var field = FieldNamed(name, fields);
        if (field.Token != JsonTokenType.None)
            throw TableFailure.DuplicatePropertiesSpecified.AsException();
        if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            throw TableFailure.InvalidInput.AsException();
        field.Token = json.TokenType;
        field.Start = (int)json.TokenStartIndex;
        field.End = (int)json.BytesConsumed;
        field.Text = json.TokenType == JsonTokenType.String && (json.ValueIsEscaped || IsKey(name))
            ? json.GetString()
            : null;
    }

    private static bool IsKey(string name) => name is "PartitionKey" or "RowKey";

    private static Field FieldNamed(string name, List<Field> fields)
    {
        foreach (var field in fields)
        {
            if (field.Name == name)
                return field;
        }

        var added = new Field(name);
        fields.Add(added);
        return added;
    }

    private ReadOnlyMemory<byte> Write(ReadOnlySpan<byte> body, List<Field> fields)
    {
        var output = new ArrayBufferWriter<byte>(body.Length + 16);
        output.Write("{"u8);
        var (count, size) = (0, 0);
        foreach (var field in fields)
        {
            // An annotation of nothing, or null, which is not stored.
            if (field.Token is JsonTokenType.None or JsonTokenType.Null && !IsKey(field.Name))
                continue;
            if (IsKey(field.Name))
            {
                TakeKey(field);
                continue;
            }

            if (field.Name == "Timestamp")
                continue;
            CheckName(field.Name);
            if (count++ > 0)
                output.Write(","u8);
            size += RowSize.OfProperty(field.Name.Length) + WriteField(output, field, body[field.Start..field.End]);
        }

        output.Write("}"u8);
        if (count > RowSize.MostProperties)
            throw TableFailure.TooManyProperties.AsException();
        if (size + RowSize.OfKeys(PartitionKey?.Length ?? 0, RowKey?.Length ?? 0) > RowSize.MostBytes)
            throw TableFailure.EntityTooLarge.AsException();
        return output.WrittenMemory;
    }

    private void TakeKey(Field field)
    {
        if (field.Token == JsonTokenType.Null)
            throw TableFailure.PropertiesNeedValue.AsException();
        if (field.Text is null || field.Type is not (EdmType.None or EdmType.String))
            throw TableFailure.PrimaryKeyPropertyIsInvalidType.AsException();
        if (field.Name == "PartitionKey")
            PartitionKey = field.Text;
        else
            RowKey = field.Text;
    }

    private static void CheckName(string name)
    {
        if (name.Length > RowSize.MostNameLength)
            throw TableFailure.PropertyNameTooLong.AsException();
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_'))
            throw TableFailure.PropertyNameInvalid.AsException();
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character) && character != '_')
                throw TableFailure.PropertyNameInvalid.AsException();
        }
    }

    // Writes one property; returns the size of its value.
    private static int WriteField(ArrayBufferWriter<byte> output, Field field, ReadOnlySpan<byte> raw)
    {
        var type = field.Type != EdmType.None ? field.Type : Untyped(field.Token, raw);
        var text = field.Text;
        if (text is null && field.Token == JsonTokenType.String && type is not (EdmType.String or EdmType.Binary))
            text = Encoding.UTF8.GetString(raw[1..^1]);
        switch (type)
        {
            case EdmType.String when field.Token == JsonTokenType.String:
                var length = text?.Length ?? Encoding.UTF8.GetCharCount(raw) - 2;
                if (length * 2 > RowSize.MostValueBytes)
                    throw TableFailure.PropertyValueTooLarge.AsException();
                Append(output, field.Name, null, raw);
                return RowSize.OfText(length);
            case EdmType.Boolean when field.Token is JsonTokenType.True or JsonTokenType.False:
                Append(output, field.Name, null, raw);
                break;
            case EdmType.Int32 when Integer(field, text, raw) is >= int.MinValue and <= int.MaxValue and var number:
                AppendText(output, field.Name, null, number.ToString(CultureInfo.InvariantCulture));
                break;
            case EdmType.Int64 when Integer(field, text, raw) is { } number:
                AppendText(output, field.Name, "Edm.Int64", $"\"{number.ToString(CultureInfo.InvariantCulture)}\"");
                break;
            case EdmType.Double:
                AppendDouble(output, field, text, raw);
                break;
            case EdmType.Guid when Guid.TryParse(text, out var guid):
                AppendText(output, field.Name, "Edm.Guid", $"\"{guid:D}\"");
                break;
            case EdmType.DateTime when text is not null:
                AppendText(output, field.Name, "Edm.DateTime", $"\"{EdmMoment.Format(EdmMoment.Parse(text))}\"");
                break;
            case EdmType.Binary when field.Token == JsonTokenType.String:
                var base64 = text is null ? raw : Encoding.UTF8.GetBytes($"\"{string.Concat(text.Where(c => !char.IsWhiteSpace(c)))}\"");
                if (!Base64.IsValid(base64[1..^1], out var bytes))
                    throw TableFailure.InvalidInput.AsException();
                if (bytes > RowSize.MostValueBytes)
                    throw TableFailure.PropertyValueTooLarge.AsException();
                Append(output, field.Name, "Edm.Binary", base64);
                return RowSize.OfBinary(bytes);
            default:
                throw TableFailure.InvalidInput.AsException();
        }

        return RowSize.Of(type);
    }

    private static EdmType Untyped(JsonTokenType token, ReadOnlySpan<byte> raw) => token switch
    {
        JsonTokenType.String => EdmType.String,
        JsonTokenType.True or JsonTokenType.False => EdmType.Boolean,
        _ => raw.IndexOfAny(".eE"u8) >= 0 ? EdmType.Double : EdmType.Int32,
    };

    private static long? Integer(Field field, string? text, ReadOnlySpan<byte> raw) => field.Token switch
    {
        JsonTokenType.Number when long.TryParse(raw, NumberStyles.AllowLeadingSign, null, out var number) => number,
        JsonTokenType.String when long.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static void AppendDouble(
        ArrayBufferWriter<byte> output, Field field, string? text, ReadOnlySpan<byte> raw)
    {
        text ??= field.Token == JsonTokenType.Number
            ? Encoding.UTF8.GetString(raw)
            : throw TableFailure.InvalidInput.AsException();
        if (text is "NaN" or "Infinity" or "-Infinity")
        {
            AppendText(output, field.Name, "Edm.Double", $"\"{text}\"");
            return;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number))
        {
            throw TableFailure.InvalidInput.AsException();
        }

        var digits = number.ToString("R", CultureInfo.InvariantCulture);
        if (!digits.AsSpan().TrimStart('-').ContainsAnyExcept(Digits))
            digits += ".0";
        AppendText(output, field.Name, null, digits);
    }

    private static void AppendText(ArrayBufferWriter<byte> output, string name, string? type, string value)
    {
        Span<byte> bytes = value.Length <= 128 ? stackalloc byte[value.Length] : new byte[value.Length];
        Encoding.ASCII.GetBytes(value, bytes);
        Append(output, name, type, bytes);
    }

    private static void Append(ArrayBufferWriter<byte> output, string name, string? type, ReadOnlySpan<byte> value)
    {
        if (type is not null)
        {
            output.Write("\""u8);
            Encoding.UTF8.GetBytes(name, output);
            output.Write("@odata.type\":\""u8);
            Encoding.UTF8.GetBytes(type, output);
            output.Write("\","u8);
        }

        output.Write("\""u8);
        Encoding.UTF8.GetBytes(name, output);
        output.Write("\":"u8);
        output.Write(value);
    }

    private sealed class Field(string name)
    {
        public string Name => name;

        public EdmType Type { get; set; }

        public JsonTokenType Token { get; set; }

        public int Start { get; set; }

        public int End { get; set; }

        /// <summary>The text of a key, or of a string with escapes.</summary>
        public string? Text { get; set; }
    }
}
