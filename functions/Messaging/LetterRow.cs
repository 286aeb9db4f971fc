using Switchboard.Storage;

namespace Switchboard.Messaging;

/// <summary>What is kept of a letter, before it is among the messages and after.</summary>
public abstract record LetterRow : Row
{
    /// <summary>The id under which it is sent, however often that is tried; the service sends it once.</summary>
    public Guid OperationId { get; set; }

    /// <inheritdoc cref="Letter.Channel"/>
    public Channel Channel { get; set; }

    /// <summary>The addresses as a JSON array.</summary>
    public string To { get; set; } = "[]";

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
