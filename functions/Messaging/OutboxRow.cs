using Switchboard.Identity;

namespace Switchboard.Messaging;

/// <summary>
/// A letter that was written and is not among the messages yet. Keys: PartitionKey is that of what it announces, so that
/// both are written in one transaction; RowKey is <c>outbox.{moment}.{operation id}</c>.
/// </summary>
public sealed record OutboxRow : LetterRow
{
    /// <summary>The <see cref="UserType"/> whom it is for, instead of addresses.</summary>
    public string? ToAll { get; set; }
}
