namespace Switchboard.Storage;

/// <summary>
/// How far the ids of a kind of thing are given out. Keys: PartitionKey is the kind, so that sequences do not slow
/// each other down; RowKey is always <see cref="OnlyRow"/>.
/// </summary>
public sealed class Sequence : ITableEntity
{
    /// <summary>The row key of every sequence.</summary>
    public const string OnlyRow = "next";

    /// <inheritdoc/>
    public string PartitionKey { get; set; } = "";

    /// <inheritdoc/>
    public string RowKey { get; set; } = OnlyRow;

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>The first id that is not given out yet.</summary>
    public long Next { get; set; } = 1;
}
