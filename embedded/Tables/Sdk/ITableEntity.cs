using Azure;

namespace Switchboard.Embedded.Tables;

/// <summary>What every row of a table has: its two keys, when it was last written, and which version of it this is.</summary>
public interface ITableEntity
{
    /// <summary>The partition: at most 1 KiB, without / \ # ? and control characters; may be empty, not null.</summary>
    string PartitionKey { get; set; }

    /// <summary>The key inside the partition, under the same rules.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last wrote the row; what a client sets here is ignored.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version the service gave the row on its last write.</summary>
    ETag ETag { get; set; }
}
