using System.Text.Json;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>
/// Walks the properties of a stored row. There an annotation stands right before its property, names are not escaped,
/// and doubles are told from integers by their point or exponent.
/// </summary>
internal ref struct RowReader(ReadOnlySpan<byte> properties)
{
    private readonly ReadOnlySpan<byte> _properties = properties;
    private Utf8JsonReader _json = new(properties);
    private bool _started;

    public ReadOnlySpan<byte> Name { get; private set; }

    public EdmType Type { get; private set; }

    /// <summary>The value as JSON; a string's quotes included.</summary>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <summary>The annotation, if there is one, and the property: name, colon and value.</summary>
    public ReadOnlySpan<byte> Whole { get; private set; }

    public bool Read()
    {
        if (!_started)
        {
            _json.Read();
            _started = true;
        }

        if (!_json.Read() || _json.TokenType != JsonTokenType.PropertyName)
            return false;

        var start = (int)_json.TokenStartIndex;
        Type = EdmType.None;
        if (_json.ValueSpan.EndsWith("@odata.type"u8))
        {
            _json.Read();
            Type = EdmTypes.Named(_json.ValueSpan);
            _json.Read();
        }

        Name = _json.ValueSpan;
        _json.Read();
        var valueStart = (int)_json.TokenStartIndex;
        _json.Skip();
        Raw = _properties[valueStart..(int)_json.BytesConsumed];
        Whole = _properties[start..(int)_json.BytesConsumed];
        if (Type == EdmType.None)
            Type = Untyped(_json.TokenType, Raw);
        return true;
    }

    /// <summary>A string's text without its quotes and escapes.</summary>
    public readonly string Text() => _json.GetString()!;

    /// <summary>How much the property counts towards the size of its entity.</summary>
    public readonly int Size() => RowSize.OfProperty(CharCount(Name)) + Type switch
    {
        EdmType.String => RowSize.OfText(_json.ValueIsEscaped ? Text().Length : CharCount(_json.ValueSpan)),
        EdmType.Binary => RowSize.OfBinary(RowSize.Base64Length(_json.ValueSpan)),
        _ => RowSize.Of(Type),
    };

    private static int CharCount(ReadOnlySpan<byte> utf8) => System.Text.Encoding.UTF8.GetCharCount(utf8);

    private static EdmType Untyped(JsonTokenType token, ReadOnlySpan<byte> raw) => token switch
    {
        JsonTokenType.String => EdmType.String,
        JsonTokenType.True or JsonTokenType.False => EdmType.Boolean,
        JsonTokenType.Number => raw.IndexOfAny(".eE"u8) >= 0 ? EdmType.Double : EdmType.Int32,
        _ => EdmType.None,
    };
}
