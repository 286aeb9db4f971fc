namespace Switchboard.Messaging;

/// <summary>How a message travels.</summary>
public enum Channel
{
    /// <summary>By mail.</summary>
    Email,

    /// <summary>As a text message to a telephone.</summary>
    Sms,
}
