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

/// <summary>Something that happened to a call.</summary>
/// <param name="Event">What happened.</param>
/// <param name="ConnectionId">The carrier's id of the call, where it is known.</param>
/// <param name="Code">ACS's result code, where there is one.</param>
/// <param name="SubCode">ACS's result sub-code, where there is one.</param>
/// <param name="Message">What an operator should read about it.</param>
/// <param name="Digits">The keys that were pressed.</param>
public sealed record CallOccurrence(
    CallEvent Event,
    string? ConnectionId = null,
    int? Code = null,
    int? SubCode = null,
    string? Message = null,
    string? Digits = null);
