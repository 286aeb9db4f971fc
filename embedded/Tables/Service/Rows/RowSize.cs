namespace Switchboard.Embedded.Tables.Service;

/// <summary>What an entity counts, by the service's own formula, and how much it may.</summary>
internal static class RowSize
{
    public const int MostBytes = 1024 * 1024;
    public const int MostProperties = 252;
    public const int MostValueBytes = 64 * 1024;
    public const int MostKeyBytes = 1024;
    public const int MostNameLength = 255;

    public static int OfKeys(int partitionKeyLength, int rowKeyLength) => 4 + (partitionKeyLength + rowKeyLength) * 2;

    public static int OfProperty(int nameLength) => 8 + nameLength * 2;

    public static int OfText(int length) => length * 2 + 4;

    public static int OfBinary(int length) => length + 4;

    public static int Of(EdmType type) => type switch
    {
        EdmType.Boolean => 1,
        EdmType.Int32 => 4,
        EdmType.Guid => 16,
        _ => 8,
    };

    /// <summary>How many bytes a Base64 text stands for.</summary>
    public static int Base64Length(ReadOnlySpan<byte> text) =>
        text.Length / 4 * 3 - (text.EndsWith("=="u8) ? 2 : text.EndsWith("="u8) ? 1 : 0);
}
