namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>Where a call stands: ringing, then connected or not, then ended; never back.</summary>
internal enum CallState
{
    Ringing,
    Connected,
    Ended,
}
