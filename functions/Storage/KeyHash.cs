using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Switchboard.Storage;

/// <summary>
/// A unique key as the first half of the SHA-256 of its text: 32 hexadecimal digits, evenly spread whatever the keys are.
/// </summary>
/// <param name="High">The first 16 digits.</param>
/// <param name="Low">The last 16 digits.</param>
internal readonly record struct KeyHash(ulong High, ulong Low) : IComparable<KeyHash>
{
    /// <summary>How many bytes it has.</summary>
    public const int Size = 16;

    private const int DigitsOfHalf = 16;

    /// <summary>The hash of a key.</summary>
    public static KeyHash Of(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return Read(hash);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static KeyHash Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(ulong)..]));

    /// <summary>Writes it as bytes in the order of the digits.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[sizeof(ulong)..], Low);
    }

    /// <summary>One of its digits, from 0 to 15.</summary>
    /// <param name="index">Which, from 0 to 31.</param>
    public int Digit(int index) => index < DigitsOfHalf
        ? (int)(High >> (60 - (4 * index))) & 15
        : (int)(Low >> (60 - (4 * (index - DigitsOfHalf)))) & 15;

    /// <summary>Cuts what is in the order of its keys into parts that have the same digit.</summary>
    /// <param name="ordered">What is in order.</param>
    /// <param name="key">The key of each.</param>
    /// <param name="index">Which digit.</param>
    public static IEnumerable<(int Digit, ArraySegment<T> Part)> ByDigit<T>(ArraySegment<T> ordered, Func<T, KeyHash> key, int index)
    {
        for (int from = 0, to; from < ordered.Count; from = to)
        {
            var digit = key(ordered[from]).Digit(index);
            for (to = from + 1; to < ordered.Count && key(ordered[to]).Digit(index) == digit; to++)
            {
            }

            yield return (digit, ordered[from..to]);
        }
    }

    /// <summary>Some digits and one more.</summary>
    public static string Below(string digits, int next) => digits + "0123456789abcdef"[next];

    /// <inheritdoc/>
    public int CompareTo(KeyHash other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <summary>Its digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");
}
