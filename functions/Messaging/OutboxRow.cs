using Switchboard.Identity;
using Switchboard.Storage;

namespace Switchboard.Messaging;

/// <summary>
/// A letter that was written and is not among the messages yet. Keys: PartitionKey is that of what it announces, so that
/// both are written in one transaction; RowKey is <c>outbox.{moment}.{operation id}</c>.
/// </summary>
public sealed record OutboxRow : Row
{
    /// <summary>The id under which it will be sent, however often that is tried.</summary>
    public Guid OperationId { get; set; }

    /// <inheritdoc cref="Letter.Channel"/>
    public Channel Channel { get; set; }

    /// <summary>The addresses as a JSON array.</summary>
    public string To { get; set; } = "[]";

    /// <summary>The <see cref="UserType"/> whom it is for, instead of addresses.</summary>
    public string? ToAll { get; set; }

    /// <inheritdoc cref="Letter.About"/>
    public string About { get; set; } = "";

    /// <summary>The operation id of the mail that began the thread: its own for one that begins it.</summary>
    public Guid Thread { get; set; }

    /// <inheritdoc cref="Letter.Subject"/>
    public string Subject { get; set; } = "";

    /// <summary>The facts as a JSON array of pairs.</summary>
    public string Facts { get; set; } = "[]";

    /// <inheritdoc cref="Letter.Body"/>
    public string Body { get; set; } = "";

    /// <inheritdoc cref="Letter.Path"/>
    public string? Path { get; set; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
