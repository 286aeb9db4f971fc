namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>How to end the waiting.</summary>
public class UnholdOptions
{
    /// <summary>Who waited long enough.</summary>
    public UnholdOptions(CommunicationIdentifier targetParticipant)
    {
        ArgumentNullException.ThrowIfNull(targetParticipant);
        TargetParticipant = targetParticipant;
    }

    /// <summary>Who waited long enough.</summary>
    public CommunicationIdentifier TargetParticipant { get; }

    /// <summary>Comes back in the events of the operation.</summary>
    public string? OperationContext { get; set; }

    /// <summary>Where the events of the operation go; null for where the call's go.</summary>
    public Uri? OperationCallbackUri { get; set; }
}
