namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>How to be told every key.</summary>
public class ContinuousDtmfRecognitionOptions
{
    /// <summary>Whose keys to tell.</summary>
    public ContinuousDtmfRecognitionOptions(CommunicationIdentifier targetParticipant)
    {
        ArgumentNullException.ThrowIfNull(targetParticipant);
        TargetParticipant = targetParticipant;
    }

    /// <summary>Whose keys to tell.</summary>
    public CommunicationIdentifier TargetParticipant { get; }

    /// <summary>Comes back in the events of the operation.</summary>
    public string? OperationContext { get; set; }

    /// <summary>Where the events of the operation go; null for where the call's go.</summary>
    public Uri? OperationCallbackUri { get; set; }
}
