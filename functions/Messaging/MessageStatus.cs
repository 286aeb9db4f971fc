namespace Switchboard.Messaging;

/// <summary>The states of a message.</summary>
public enum MessageStatus
{
    /// <summary>To be sent, as soon as the service takes it and the limits allow.</summary>
    Queued,

    /// <summary>The service took it; whether it could pass it on is not known yet.</summary>
    Accepted,

    /// <summary>On its way to the recipients.</summary>
    Sent,

    /// <summary>Every recipient's side has it.</summary>
    Delivered,

    /// <summary>At least one recipient's side did not take it.</summary>
    Undelivered,

    /// <summary>It was not sent and will not be.</summary>
    Failed,
}

/// <summary>What can happen to a message.</summary>
public enum MessageEvent
{
    /// <summary>The service took it.</summary>
    Taken,

    /// <summary>The service passed it on.</summary>
    PassedOn,

    /// <summary>The service knows nothing of it any more.</summary>
    Forgotten,

    /// <summary>It was refused for good, or nobody would take it for too long.</summary>
    Refused,

    /// <summary>A report says that everybody has it.</summary>
    Arrived,

    /// <summary>A report says that somebody's side did not take it.</summary>
    Bounced,
}
