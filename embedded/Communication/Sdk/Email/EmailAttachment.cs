namespace Switchboard.Embedded.Communication.Email;

/// <summary>A file sent with a mail.</summary>
public class EmailAttachment
{
    /// <summary>A file of a name, a media type and a content.</summary>
    public EmailAttachment(string name, string contentType, BinaryData content)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(contentType);
        ArgumentNullException.ThrowIfNull(content);
        Name = name;
        ContentType = contentType;
        Content = content;
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>Its media type.</summary>
    public string ContentType { get; }

    /// <summary>What is in it.</summary>
    public BinaryData Content { get; }

    /// <summary>The id by which the HTML text refers to it.</summary>
    public string? ContentId { get; set; }

    internal object Write() => new
    {
        name = Name,
        contentType = ContentType,
        contentInBase64 = Convert.ToBase64String(Content.ToMemory().Span),
        contentId = ContentId,
    };
}
