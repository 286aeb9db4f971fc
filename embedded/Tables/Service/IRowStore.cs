namespace Switchboard.Embedded.Tables.Service;

/// <summary>
/// The rows beneath the Table service, for the parts of the embedded cloud that keep their own state in tables and
/// need what the Table protocol does not offer: one transaction over several partitions and tables.
/// </summary>
internal interface IRowStore
{
    /// <summary>One row, or null.</summary>
    StoredRow? Get(string table, string partitionKey, string rowKey);

    /// <summary>
    /// Rows of one partition in ordinal order of their row key, from <paramref name="fromRowKey"/> (inclusive) to
    /// <paramref name="toRowKey"/> (exclusive; null: to the end), at most <paramref name="limit"/>.
    /// </summary>
    IReadOnlyList<StoredRow> Range(
        string table, string partitionKey, string fromRowKey = "", string? toRowKey = null, int limit = int.MaxValue);

    /// <summary>All rows of a table in ordinal order of partition key, then row key. For start-up and operators' queries only.</summary>
    IEnumerable<StoredRow> Scan(string table);

    /// <summary>
    /// Writes all of <paramref name="writes"/> or none, over any tables (made on first use) and partitions, without
    /// conditions; completes when they would survive the death of the process. Concurrent calls share a transaction
    /// and become visible in the order of the calls.
    /// </summary>
    Task CommitAsync(IReadOnlyList<RowWrite> writes);
}

/// <summary>A row; <paramref name="Properties"/> is the UTF-8 JSON object of its own properties (no keys, ETag or Timestamp).</summary>
internal sealed record StoredRow(string PartitionKey, string RowKey, ReadOnlyMemory<byte> Properties);

/// <summary>One row to put in place, or to delete where <paramref name="Properties"/> is null.</summary>
internal readonly record struct RowWrite(
    string Table, string PartitionKey, string RowKey, ReadOnlyMemory<byte>? Properties);
