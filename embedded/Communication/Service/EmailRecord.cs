namespace Switchboard.Embedded.Communication.Service;

/// <summary>A mail that was accepted.</summary>
internal sealed record EmailRecord
{
    /// <summary>The operation's id, which is also the message's.</summary>
    public required string Id { get; init; }

    public required string From { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public IReadOnlyList<string> Cc { get; init; } = [];

    public IReadOnlyList<string> Bcc { get; init; } = [];

    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    public required string Subject { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public string? PlainText { get; init; }

    public string? Html { get; init; }

    public IReadOnlyList<EmailAttachmentRecord> Attachments { get; init; } = [];

    public DateTimeOffset AcceptedAt { get; init; }
}

/// <summary>A file sent with a mail; of its content only the size is remembered.</summary>
internal sealed record EmailAttachmentRecord(string Name, string ContentType, int Size);
