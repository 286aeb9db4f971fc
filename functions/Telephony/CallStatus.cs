namespace Switchboard.Telephony;

/// <summary>The states of a phone call; their names are those of Somleng SCFM's statistics.</summary>
public enum CallStatus
{
    /// <summary>Recorded, not being dialled yet.</summary>
    Created,

    /// <summary>The request to dial is on its way.</summary>
    Scheduling,

    /// <summary>The carrier took the request; the phone may be ringing.</summary>
    Queued,

    /// <summary>The carrier is being asked what became of the call.</summary>
    FetchingStatus,

    /// <summary>Answered; somebody is listening.</summary>
    InProgress,

    /// <summary>Answered and ended.</summary>
    Completed,

    /// <summary>The line was busy, or the call was declined.</summary>
    Busy,

    /// <summary>The carrier could not reach the number.</summary>
    Failed,

    /// <summary>It rang and nobody answered.</summary>
    NotAnswered,

    /// <summary>Cancelled before anybody answered.</summary>
    Canceled,

    /// <summary>The carrier refused the request to dial.</summary>
    Errored,
}
