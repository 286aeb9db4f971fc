namespace Switchboard.Storage;

/// <summary>What every row has. The file of each kind of row says what its keys are, and why.</summary>
public abstract record Row : ITableEntity
{
    /// <inheritdoc/>
    public string PartitionKey { get; set; } = "";

    /// <inheritdoc/>
    public string RowKey { get; set; } = "";

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>The last change, where changes are told apart: see <see cref="ICollected.Stamp"/>.</summary>
    public string? Stamp { get; set; }
}
