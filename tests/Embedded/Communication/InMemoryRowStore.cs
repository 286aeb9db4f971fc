using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>Rows that outlive the services of a test, not the test.</summary>
internal sealed class InMemoryRowStore : IRowStore
{
    private readonly SortedDictionary<(string Table, string Partition, string Row), byte[]> _rows = new(
        Comparer<(string Table, string Partition, string Row)>.Create((left, right) =>
            string.CompareOrdinal(left.Table, right.Table) is not 0 and var table ? table
            : string.CompareOrdinal(left.Partition, right.Partition) is not 0 and var partition ? partition
            : string.CompareOrdinal(left.Row, right.Row)));

    /// <summary>Set to make every write fail.</summary>
    public bool Broken { get; set; }

    public StoredRow? Get(string table, string partitionKey, string rowKey)
    {
        lock (_rows)
        {
            return _rows.TryGetValue((table, partitionKey, rowKey), out var row)
                ? new StoredRow(partitionKey, rowKey, row)
                : null;
        }
    }

    public IReadOnlyList<StoredRow> Range(
        string table, string partitionKey, string fromRowKey = "", string? toRowKey = null, int limit = int.MaxValue) =>
        [
            .. Scan(table)
                .Where(row => row.PartitionKey == partitionKey
                    && string.CompareOrdinal(row.RowKey, fromRowKey) >= 0
                    && (toRowKey is null || string.CompareOrdinal(row.RowKey, toRowKey) < 0))
                .Take(limit),
        ];

    public IEnumerable<StoredRow> Scan(string table)
    {
        lock (_rows)
        {
            return
            [
                .. _rows.Where(row => row.Key.Table == table)
                    .Select(row => new StoredRow(row.Key.Partition, row.Key.Row, row.Value)),
            ];
        }
    }

    public Task CommitAsync(IReadOnlyList<RowWrite> writes)
    {
        if (Broken)
            return Task.FromException(new IOException("The disk is full."));

        lock (_rows)
        {
            foreach (var write in writes)
            {
                var key = (write.Table, write.PartitionKey, write.RowKey);
                if (write.Properties is { } properties)
                    _rows[key] = properties.ToArray();
                else
                    _rows.Remove(key);
            }
        }

        return Task.CompletedTask;
    }
}
