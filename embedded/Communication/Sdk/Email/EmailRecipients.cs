namespace Switchboard.Embedded.Communication.Email;

/// <summary>To whom a mail goes.</summary>
public class EmailRecipients
{
    /// <summary>To some.</summary>
    public EmailRecipients(IEnumerable<EmailAddress> to)
        : this(to, null, null)
    {
    }

    /// <summary>To some, with copies.</summary>
    public EmailRecipients(
        IEnumerable<EmailAddress>? to = null,
        IEnumerable<EmailAddress>? cc = null,
        IEnumerable<EmailAddress>? bcc = null)
    {
        To = [.. to ?? []];
        CC = [.. cc ?? []];
        BCC = [.. bcc ?? []];
    }

    /// <summary>To whom.</summary>
    public IList<EmailAddress> To { get; }

    /// <summary>To whom copies go.</summary>
    public IList<EmailAddress> CC { get; }

    /// <summary>To whom copies go unseen.</summary>
    public IList<EmailAddress> BCC { get; }
}
