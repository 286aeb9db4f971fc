namespace Switchboard.Messaging;

/// <summary>What there is to do for messages. The service limits each by itself.</summary>
public enum Lane
{
    /// <summary>Sending a mail.</summary>
    Mailing,

    /// <summary>Sending a text message.</summary>
    Texting,

    /// <summary>Asking what became of a mail.</summary>
    Asking,
}
