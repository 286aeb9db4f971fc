namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Where to send a call that came in.</summary>
public class RedirectCallOptions
{
    /// <summary>Sends the call of that context on.</summary>
    public RedirectCallOptions(string incomingCallContext, CallInvite callInvite)
    {
        ArgumentException.ThrowIfNullOrEmpty(incomingCallContext);
        ArgumentNullException.ThrowIfNull(callInvite);
        IncomingCallContext = incomingCallContext;
        CallInvite = callInvite;
    }

    /// <summary>What came with the event <c>IncomingCall</c>.</summary>
    public string IncomingCallContext { get; }

    /// <summary>Who takes it instead.</summary>
    public CallInvite CallInvite { get; }
}
