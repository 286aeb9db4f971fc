using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.Durable;

/// <summary>
/// Rows in memory, which can die as a process does: at some commit it stops for good, without an answer.
/// </summary>
internal sealed class MemoryRowStore : IRowStore
{
    private readonly Dictionary<string, SortedDictionary<string, SortedDictionary<string, ReadOnlyMemory<byte>>>>
        _tables = [];

    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private int _failures;

    /// <summary>How many commits are still made; null for all.</summary>
    public int? CommitsLeft { get; set; }

    public int Commits { get; private set; }

    public int RowsWritten { get; private set; }

    /// <summary>Completes at the commit that is not made any more.</summary>
    public Task Died => _died.Task;

    /// <summary>Dies, and gives what the next process finds.</summary>
    public MemoryRowStore Survivor()
    {
        lock (_lock)
        {
            CommitsLeft = 0;
            var survivor = new MemoryRowStore();
            foreach (var (table, partitions) in _tables)
            {
                foreach (var (partition, rows) in partitions)
                    survivor._tables.GetOrAdd(table)[partition] = new(rows, StringComparer.Ordinal);
            }

            return survivor;
        }
    }

    /// <summary>Makes the next commits fail.</summary>
    public void FailCommits(int count)
    {
        lock (_lock)
            _failures = count;
    }

    public int Count(string table) => Scan(table).Count();

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
            if (_failures > 0)
            {
                _failures--;
                return Task.FromException(new IOException("The disk is full."));
            }

            if (CommitsLeft == 0)
            {
                _died.TrySetResult();
                return new TaskCompletionSource().Task;
            }

            CommitsLeft--;
            Commits++;
            RowsWritten += writes.Count;
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
