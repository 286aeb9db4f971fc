namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>How to mute someone.</summary>
public class MuteParticipantOptions
{
    /// <summary>Whom to mute: a user of the resource.</summary>
    public MuteParticipantOptions(CommunicationIdentifier targetParticipant)
    {
        ArgumentNullException.ThrowIfNull(targetParticipant);
        TargetParticipant = targetParticipant;
    }

    /// <summary>Whom to mute: a user of the resource.</summary>
    public CommunicationIdentifier TargetParticipant { get; }

    /// <summary>Comes back in the events of the operation.</summary>
    public string? OperationContext { get; set; }
}
