using System.Globalization;

namespace Switchboard.Storage;

/// <summary>
/// A row of a <see cref="KeyTree"/>: some keys in order, as binary columns <c>Keys0</c>, <c>Keys1</c>, … of 24 bytes a key,
/// and how many times it passed on what it had.
/// </summary>
internal sealed class KeyNode
{
    /// <summary>There is no such row yet.</summary>
    public static readonly KeyNode None = new([], 0, default);

    private const string Flushed = "Flushes";

    // What 64 KiB have room for.
    private const int PerColumn = 65_536 / KeyEntry.Size;

    private readonly KeyEntry[] _entries;

    private KeyNode(KeyEntry[] entries, int flushes, ETag version) => (_entries, Flushes, Version) = (entries, flushes, version);

    /// <summary>How many keys it says something of.</summary>
    public int Count => _entries.Length;

    /// <summary>How many times it passed its keys on to those below it; 0 where nothing is below it.</summary>
    public int Flushes { get; }

    /// <summary>Its version; none where there is no such row.</summary>
    public ETag Version { get; }

    /// <summary>Whether there is no such row, and need not be.</summary>
    public bool IsNone => Version == default && !IsNeeded;

    // A row without keys and with nothing below is the same as none, and takes no room.
    private bool IsNeeded => Count > 0 || Flushes > 0;

    /// <summary>A row as it was read.</summary>
    public static KeyNode Of(TableEntity row)
    {
        var columns = new List<byte[]>();
        while (row.GetBinary(Column(columns.Count)) is { } bytes)
            columns.Add(bytes);
        var entries = new KeyEntry[columns.Sum(bytes => bytes.Length) / KeyEntry.Size];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = KeyEntry.Read(columns[i / PerColumn].AsSpan(i % PerColumn * KeyEntry.Size));
        return new KeyNode(entries, row.GetInt32(Flushed) ?? 0, row.ETag);
    }

    /// <summary>What it says of a key; null where that is nothing.</summary>
    public KeyEntry? Find(KeyHash key)
    {
        var (low, high) = (0, _entries.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (_entries[middle].Key.CompareTo(key))
            {
                case 0:
                    return _entries[middle];
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return null;
    }

    /// <summary>Its keys in order, by a digit.</summary>
    /// <param name="index">Which digit.</param>
    public IEnumerable<(int Digit, ArraySegment<KeyEntry> Entries)> ByDigit(int index) =>
        KeyHash.ByDigit(new ArraySegment<KeyEntry>(_entries), entry => entry.Key, index);

    /// <summary>
    /// The row with newer keys, in order and each once. Where nothing is below it, those that nobody has any more are left
    /// out.
    /// </summary>
    public KeyNode With(IReadOnlyList<KeyEntry> newer)
    {
        var entries = new List<KeyEntry>(_entries.Length + newer.Count);
        var old = 0;
        foreach (var entry in newer)
        {
            for (; old < _entries.Length && _entries[old].CompareTo(entry) < 0; old++)
                entries.Add(_entries[old]);
            if (old < _entries.Length && _entries[old].Key == entry.Key)
                old++;
            if (!entry.IsGone || Flushes > 0)
                entries.Add(entry);
        }

        entries.AddRange(_entries.AsSpan(old));
        return new KeyNode([.. entries], Flushes, Version);
    }

    /// <summary>The row once its keys have been passed on.</summary>
    public KeyNode AfterFlush() => new([], Flushes + 1, Version);

    /// <summary>The row as it was written.</summary>
    public KeyNode Written(ETag version) => IsNeeded ? new(_entries, Flushes, version) : None;

    /// <summary>The write of it, if it still has its version.</summary>
    public TableTransactionAction ToAction(string partitionKey, string rowKey)
    {
        var row = new TableEntity(partitionKey, rowKey) { [Flushed] = Flushes };
        for (int from = 0, i = 0; from < _entries.Length; from += PerColumn, i++)
            row[Column(i)] = Bytes(_entries.AsSpan(from, Math.Min(PerColumn, _entries.Length - from)));
        return Version == default
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(IsNeeded ? TableTransactionActionType.UpdateReplace : TableTransactionActionType.Delete, row, Version);
    }

    private static byte[] Bytes(ReadOnlySpan<KeyEntry> entries)
    {
        var bytes = new byte[entries.Length * KeyEntry.Size];
        for (var i = 0; i < entries.Length; i++)
            entries[i].Write(bytes.AsSpan(i * KeyEntry.Size));
        return bytes;
    }

    private static string Column(int index) => string.Create(CultureInfo.InvariantCulture, $"Keys{index}");
}
