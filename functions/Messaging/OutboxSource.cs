namespace Switchboard.Messaging;

/// <summary>A partition in which letters are left, registered by the capability that it belongs to.</summary>
/// <param name="Table">Its table.</param>
/// <param name="PartitionKey">Its key.</param>
public sealed record OutboxSource(TableClient Table, string PartitionKey);
