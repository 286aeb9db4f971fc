using System.Buffers;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>What may be a key, and what may be a table's name.</summary>
internal static class RowKeys
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. "/\\#?", .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(code => (char)code)]);

    /// <exception cref="TableFailureException">It is too long or has a character that no key may have.</exception>
    public static byte[] Checked(string key)
    {
        if (key.Length * 2 > RowSize.MostKeyBytes)
            throw TableFailure.KeyValueTooLarge.AsException();
        return key.AsSpan().ContainsAny(Forbidden)
            ? throw TableFailure.OutOfRangeInput.AsException()
            : KeyBytes.Of(key);
    }

    /// <exception cref="TableFailureException">No table can have that name.</exception>
    public static void CheckTable(string name)
    {
        if (name.Length is < 3 or > 63)
            throw TableFailure.OutOfRangeInput.AsException();
        if (!char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit)
            || string.Equals(name, "tables", StringComparison.OrdinalIgnoreCase))
        {
            throw TableFailure.InvalidResourceName.AsException();
        }
    }
}
