namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>What became of a call.</summary>
internal enum CallOutcome
{
    /// <summary>A person answered.</summary>
    Answered,

    /// <summary>A machine answered.</summary>
    Voicemail,

    Busy,

    NoAnswer,

    Declined,

    /// <summary>There is no such number.</summary>
    Invalid,

    /// <summary>The number from which the application calls is blocked.</summary>
    Blocked,

    /// <summary>The application hung up before anyone answered.</summary>
    Canceled,

    /// <summary>A call that came in was sent on to someone else.</summary>
    Redirected,

    /// <summary>The network's process died during the call.</summary>
    Interrupted,
}
