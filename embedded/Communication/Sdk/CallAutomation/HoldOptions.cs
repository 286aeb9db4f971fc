namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>How to keep someone waiting.</summary>
public class HoldOptions
{
    /// <summary>Whom to keep waiting.</summary>
    public HoldOptions(CommunicationIdentifier targetParticipant)
    {
        ArgumentNullException.ThrowIfNull(targetParticipant);
        TargetParticipant = targetParticipant;
    }

    /// <summary>Whom to keep waiting.</summary>
    public CommunicationIdentifier TargetParticipant { get; }

    /// <summary>What they hear meanwhile; null for silence.</summary>
    public PlaySource? PlaySource { get; set; }

    /// <summary>Comes back in the events of the operation.</summary>
    public string? OperationContext { get; set; }

    /// <summary>Where the events of the operation go; null for where the call's go.</summary>
    public Uri? OperationCallbackUri { get; set; }
}
