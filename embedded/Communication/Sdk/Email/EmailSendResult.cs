namespace Switchboard.Embedded.Communication.Email;

/// <summary>What became of a mail.</summary>
public class EmailSendResult
{
    internal EmailSendResult(EmailSendStatus status) => Status = status;

    /// <summary>Where its sending stands.</summary>
    public EmailSendStatus Status { get; }
}
