namespace Switchboard.Embedded.Tables.Service;

/// <summary>Keys from <paramref name="From"/> (inclusive) to <paramref name="To"/> (exclusive).</summary>
internal readonly record struct KeyRange(byte[] From, byte[] To)
{
    public static readonly KeyRange All = new([], KeyBytes.End);

    public static readonly KeyRange None = new([], []);

    public bool IsEmpty => From.AsSpan().SequenceCompareTo(To) >= 0;

    /// <summary>Whether only one key is in it.</summary>
    public bool IsPoint => To.Length == From.Length + 1 && To[^1] == 0 && To.AsSpan().StartsWith(From);

    public static KeyRange Point(string key)
    {
        var bytes = KeyBytes.Of(key);
        return new(bytes, KeyBytes.After(bytes));
    }

    public bool Contains(ReadOnlySpan<byte> key) =>
        key.SequenceCompareTo(From) >= 0 && key.SequenceCompareTo(To) < 0;

    /// <summary>What is in both.</summary>
    public KeyRange And(KeyRange other) => new(Max(From, other.From), Min(To, other.To));

    /// <summary>The smallest range with everything that is in either.</summary>
    public KeyRange Or(KeyRange other) =>
        IsEmpty ? other : other.IsEmpty ? this : new(Min(From, other.From), Max(To, other.To));

    private static byte[] Max(byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b) >= 0 ? a : b;

    private static byte[] Min(byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b) <= 0 ? a : b;
}
