using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.Durable;

/// <summary>Rows in memory.</summary>
internal sealed class MemoryRowStore : IRowStore
{
    private readonly Dictionary<string, SortedDictionary<string, SortedDictionary<string, ReadOnlyMemory<byte>>>>
        _tables = [];

    private readonly Lock _lock = new();

    public StoredRow? Get(string table, string partitionKey, string rowKey)
    {
        lock (_lock)
        {
            return Rows(table, partitionKey).TryGetValue(rowKey, out var properties)
                ? new(partitionKey, rowKey, properties)
                : null;
        }
    }

    public IReadOnlyList<StoredRow> Range(
        string table, string partitionKey, string fromRowKey = "", string? toRowKey = null, int limit = int.MaxValue)
    {
        lock (_lock)
        {
            return [.. Rows(table, partitionKey)
                .Where(row => string.CompareOrdinal(row.Key, fromRowKey) >= 0
                    && (toRowKey is null || string.CompareOrdinal(row.Key, toRowKey) < 0))
                .Take(limit)
                .Select(row => new StoredRow(partitionKey, row.Key, row.Value))];
        }
    }

    public IEnumerable<StoredRow> Scan(string table)
    {
        lock (_lock)
        {
            return [.. _tables.GetOrAdd(table).SelectMany(partition =>
                partition.Value.Select(row => new StoredRow(partition.Key, row.Key, row.Value)))];
        }
    }

    public Task CommitAsync(IReadOnlyList<RowWrite> writes)
    {
        lock (_lock)
        {
            foreach (var write in writes)
            {
                var partitions = _tables.GetOrAdd(write.Table);
                if (!partitions.TryGetValue(write.PartitionKey, out var rows))
                    partitions[write.PartitionKey] = rows = new(StringComparer.Ordinal);
                if (write.Properties is { } properties)
                    rows[write.RowKey] = properties;
                else
                    rows.Remove(write.RowKey);
            }

            return Task.CompletedTask;
        }
    }

    private SortedDictionary<string, ReadOnlyMemory<byte>> Rows(string table, string partition) =>
        _tables.GetOrAdd(table).TryGetValue(partition, out var rows) ? rows : new(StringComparer.Ordinal);
}

file static class Tables
{
    public static SortedDictionary<string, SortedDictionary<string, ReadOnlyMemory<byte>>> GetOrAdd(
        this Dictionary<string, SortedDictionary<string, SortedDictionary<string, ReadOnlyMemory<byte>>>> tables,
        string name)
    {
        if (!tables.TryGetValue(name, out var table))
            tables[name] = table = new(StringComparer.Ordinal);
        return table;
    }
}
