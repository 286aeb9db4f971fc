using System.Globalization;

namespace Switchboard.Storage;

/// <summary>
/// Parts of row keys. Table Storage orders keys as text and forbids <c>/ \ # ?</c> and control characters,
/// so numbers have a fixed width and whatever users write is hashed.
/// </summary>
public static class RowKey
{
    /// <summary>The first key that is greater than every key made of digits.</summary>
    public const string AfterDigits = ":";

    /// <summary>A number of at most 19 digits, so that the order of the text is the order of the numbers.</summary>
    public static string Number(long value) => value.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>A moment, so that the order of the text is the order of time.</summary>
    public static string Moment(DateTimeOffset value) => Number(value.UtcTicks);

    /// <summary>Any text as 32 hexadecimal digits: the first half of its SHA-256.</summary>
    public static string Hash(string text) => KeyHash.Of(text).ToString();

    /// <summary>The number at the end of a key made by <see cref="Number"/>.</summary>
    public static long TrailingNumber(string rowKey) =>
        long.Parse(rowKey.AsSpan(rowKey.Length - 19), NumberStyles.None, CultureInfo.InvariantCulture);
}
