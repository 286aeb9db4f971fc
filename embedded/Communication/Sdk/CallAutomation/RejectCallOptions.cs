namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Why not to take a call that came in.</summary>
public class RejectCallOptions
{
    /// <summary>Rejects the call of that context.</summary>
    public RejectCallOptions(string incomingCallContext)
    {
        ArgumentException.ThrowIfNullOrEmpty(incomingCallContext);
        IncomingCallContext = incomingCallContext;
    }

    /// <summary>What came with the event <c>IncomingCall</c>.</summary>
    public string IncomingCallContext { get; }

    /// <summary>What the caller is told.</summary>
    public CallRejectReason CallRejectReason { get; set; } = CallRejectReason.None;
}
