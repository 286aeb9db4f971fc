using System.Buffers.Binary;

namespace Switchboard.Storage;

/// <summary>Who has a unique key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Id">The id of who has it; 0 for somebody who had it.</param>
internal readonly record struct KeyEntry(KeyHash Key, long Id) : IComparable<KeyEntry>
{
    /// <summary>How many bytes it has.</summary>
    public const int Size = KeyHash.Size + sizeof(long);

    /// <summary>Whether nobody has the key any more.</summary>
    public bool IsGone => Id == 0;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static KeyEntry Read(ReadOnlySpan<byte> bytes) =>
        new(KeyHash.Read(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[KeyHash.Size..]));

    /// <summary>Writes it as bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        Key.Write(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[KeyHash.Size..], Id);
    }

    /// <inheritdoc/>
    public int CompareTo(KeyEntry other) => Key.CompareTo(other.Key);
}
