namespace Switchboard.Embedded.Communication.Email;

/// <summary>A mail.</summary>
public class EmailMessage
{
    /// <summary>A mail to several.</summary>
    public EmailMessage(string senderAddress, EmailRecipients recipients, EmailContent content)
    {
        ArgumentException.ThrowIfNullOrEmpty(senderAddress);
        ArgumentNullException.ThrowIfNull(recipients);
        ArgumentNullException.ThrowIfNull(content);
        SenderAddress = senderAddress;
        Recipients = recipients;
        Content = content;
    }

    /// <summary>A mail to one.</summary>
    public EmailMessage(string senderAddress, string recipientAddress, EmailContent content)
        : this(senderAddress, new EmailRecipients([new EmailAddress(recipientAddress)]), content)
    {
    }

    /// <summary>From whom.</summary>
    public string SenderAddress { get; }

    /// <summary>To whom.</summary>
    public EmailRecipients Recipients { get; }

    /// <summary>What it says.</summary>
    public EmailContent Content { get; }

    /// <summary>Headers of one's own.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

    /// <summary>Files.</summary>
    public IList<EmailAttachment> Attachments { get; } = [];

    /// <summary>To whom answers go.</summary>
    public IList<EmailAddress> ReplyTo { get; } = [];

    /// <summary>Whether opening and clicking are not to be observed.</summary>
    public bool? UserEngagementTrackingDisabled { get; set; }

    internal object Write() => new
    {
        senderAddress = SenderAddress,
        content = new { subject = Content.Subject, plainText = Content.PlainText, html = Content.Html },
        recipients = new { to = Write(Recipients.To), cc = Write(Recipients.CC), bcc = Write(Recipients.BCC) },
        headers = Headers.Count > 0 ? Headers : null,
        attachments = Attachments.Count > 0 ? Attachments.Select(attachment => attachment.Write()).ToArray() : null,
        replyTo = Write(ReplyTo),
        userEngagementTrackingDisabled = UserEngagementTrackingDisabled,
    };

    private static object[]? Write(IList<EmailAddress> addresses) =>
        addresses.Count > 0 ? [.. addresses.Select(address => address.Write())] : null;
}
