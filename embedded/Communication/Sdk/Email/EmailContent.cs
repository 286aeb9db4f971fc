namespace Switchboard.Embedded.Communication.Email;

/// <summary>What a mail says.</summary>
public class EmailContent
{
    /// <summary>A mail about something.</summary>
    public EmailContent(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        Subject = subject;
    }

    /// <summary>What it is about.</summary>
    public string Subject { get; }

    /// <summary>The text.</summary>
    public string? PlainText { get; set; }

    /// <summary>The text as HTML.</summary>
    public string? Html { get; set; }
}
