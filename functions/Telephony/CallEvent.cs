namespace Switchboard.Telephony;

/// <summary>What can happen to a phone call.</summary>
public enum CallEvent
{
    /// <summary>The dialler takes it up.</summary>
    Dialled,

    /// <summary>The carrier took the request to dial.</summary>
    Accepted,

    /// <summary>The carrier refused the request to dial.</summary>
    Refused,

    /// <summary>The carrier is asked what became of the call.</summary>
    Polled,

    /// <summary>The carrier says that nothing happened yet.</summary>
    StillRinging,

    /// <summary>Somebody answered.</summary>
    Answered,

    /// <summary>Whoever answered pressed keys for an answer.</summary>
    Replied,

    /// <summary>The call ended normally.</summary>
    Ended,

    /// <summary>The line was busy, or the call was declined.</summary>
    FoundBusy,

    /// <summary>Nobody answered.</summary>
    RangOut,

    /// <summary>The number could not be reached.</summary>
    Unreachable,

    /// <summary>Cancelled before anybody answered.</summary>
    Cancelled,
}
