namespace Switchboard.Storage;

/// <summary>
/// How far the ids of a kind of thing are given out. Keys: PartitionKey is the kind, so that sequences do not slow
/// each other down; RowKey is always <see cref="OnlyRow"/>.
/// </summary>
public sealed record Sequence : Row
{
    /// <summary>The row key of every sequence.</summary>
    public const string OnlyRow = "next";

    /// <summary>The first id that is not given out yet.</summary>
    public long Next { get; set; } = 1;
}
