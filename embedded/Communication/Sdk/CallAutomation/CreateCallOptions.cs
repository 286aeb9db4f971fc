namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>How to call someone.</summary>
public class CreateCallOptions
{
    /// <summary>Calls someone and tells <paramref name="callbackUri"/> what happens.</summary>
    public CreateCallOptions(CallInvite callInvite, Uri callbackUri)
    {
        ArgumentNullException.ThrowIfNull(callInvite);
        CallInvite = callInvite;
        CallbackUri = callbackUri;
    }

    /// <summary>Whom to call, and as whom.</summary>
    public CallInvite CallInvite { get; }

    /// <summary>Where events are sent.</summary>
    public Uri CallbackUri { get; }

    /// <summary>Returned in every event of this operation.</summary>
    public string? OperationContext { get; set; }

    /// <summary>What reading texts aloud needs.</summary>
    public CallIntelligenceOptions? CallIntelligenceOptions { get; set; }
}
