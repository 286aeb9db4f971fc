using Switchboard.Storage;

namespace Switchboard.Callbacks;

/// <summary>
/// A call to somebody who waits that has no note yet. Keys: the partition of callbacks, so that it goes away with the
/// note; RowKey is <c>calling.{callback}</c>: one call at a time.
/// </summary>
public sealed record OpenCall : Row
{
    private const string Prefix = "calling.";

    /// <summary>Whom it calls.</summary>
    public long CallbackId { get; set; }

    /// <summary>The call.</summary>
    public long CallId { get; set; }

    /// <summary>The number called, in E.164.</summary>
    public string Msisdn { get; set; } = "";

    /// <summary>The agent's number in E.164.</summary>
    public string Agent { get; set; } = "";

    /// <summary>The repeatability id of the request to dial.</summary>
    public Guid RequestId { get; set; }

    /// <summary>All open calls.</summary>
    public static string All(string partitionKey) =>
        RowRange.Filter(partitionKey, Prefix, Prefix + Storage.RowKey.AfterDigits);

    /// <summary>The row key of the open call to somebody.</summary>
    public static string KeyOf(long callback) => Prefix + Storage.RowKey.Number(callback);
}
