namespace Switchboard.Telephony;

/// <summary>What ACS's result codes mean for a call. Source: the PSTN and call-end codes of its documentation.</summary>
public static class CallResult
{
    /// <summary>What happened to a call that ended with these codes.</summary>
    public static CallEvent From(int? code, int? subCode) => (code, subCode) switch
    {
        (_, 10004) => CallEvent.RangOut,
        (486 or 603, _) or (_, 8538 or 8539 or 8540) => CallEvent.FoundBusy,
        (480 or 408 or 487 or 497, _) => CallEvent.RangOut,
        (null or 0 or (>= 200 and < 300), _) => CallEvent.Ended,
        _ => CallEvent.Unreachable,
    };
}
