namespace Switchboard.Telephony;

/// <summary>What the carrier knows of a call.</summary>
public enum CarrierState
{
    /// <summary>It could not be asked.</summary>
    Unknown,

    /// <summary>Nobody has answered yet.</summary>
    Ringing,

    /// <summary>Somebody is on the line.</summary>
    Connected,

    /// <summary>The call is over, or was never heard of.</summary>
    Gone,
}
