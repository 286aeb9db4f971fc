namespace Switchboard.Embedded.Communication.Email;

/// <summary>Makes results, for tests.</summary>
public static class EmailModelFactory
{
    /// <summary>What became of a mail.</summary>
    public static EmailSendResult EmailSendResult(string? id = null, EmailSendStatus status = default) => new(status);
}
