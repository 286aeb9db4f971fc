using Switchboard.Storage;

namespace Switchboard.Callbacks;

/// <summary>
/// What somebody wrote about a callback. Keys: the partition of callbacks; RowKey is <c>note.{callback}.{number}</c>, so
/// that the notes of neighbouring callbacks are one range. While there is only one, it has no row: the callback says all
/// that it does, and creating one takes a row less.
/// </summary>
public sealed record Note : Row
{
    private const string Prefix = "note.";

    /// <summary>The callback.</summary>
    public long CallbackId { get; set; }

    /// <summary>What it says; null where only the status changed.</summary>
    public string? Details { get; set; }

    /// <summary>The callback's status since then.</summary>
    public string Status { get; set; } = "";

    /// <summary>When it was written.</summary>
    public DateTimeOffset Updated { get; set; }

    /// <summary>The first note of a callback that has no other yet.</summary>
    public static Note FirstOf(Callback callback) => LatestOf(callback, callback.Details);

    /// <summary>The note that a callback has as its latest.</summary>
    public static Note LatestOf(Callback callback, string? details) => new()
    {
        PartitionKey = callback.PartitionKey,
        RowKey = $"{KeyOf(callback.Id)}.{Storage.RowKey.Number(callback.Notes)}",
        CallbackId = callback.Id,
        Details = details,
        Status = callback.Status,
        Updated = callback.UpdatedAt,
    };

    /// <summary>The notes of the callbacks with ids from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public static string Range(string partitionKey, long first, long last) =>
        RowRange.Filter(partitionKey, KeyOf(first), KeyOf(last + 1));

    private static string KeyOf(long callback) => Prefix + Storage.RowKey.Number(callback);
}
