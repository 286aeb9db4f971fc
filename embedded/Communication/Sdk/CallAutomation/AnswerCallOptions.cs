namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>How to answer a call that came in.</summary>
public class AnswerCallOptions
{
    /// <summary>Answers the call of that context and tells <paramref name="callbackUri"/> what happens.</summary>
    public AnswerCallOptions(string incomingCallContext, Uri callbackUri)
    {
        ArgumentException.ThrowIfNullOrEmpty(incomingCallContext);
        IncomingCallContext = incomingCallContext;
        CallbackUri = callbackUri;
    }

    /// <summary>What came with the event <c>IncomingCall</c>.</summary>
    public string IncomingCallContext { get; }

    /// <summary>Where events are sent.</summary>
    public Uri CallbackUri { get; }

    /// <summary>Returned in every event of this operation.</summary>
    public string? OperationContext { get; set; }

    /// <summary>What reading texts aloud needs.</summary>
    public CallIntelligenceOptions? CallIntelligenceOptions { get; set; }

    /// <summary>In whose name it is answered, or null for the resource's own.</summary>
    public CommunicationUserIdentifier? AnsweredBy { get; set; }
}
