namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>How to take someone out of a call.</summary>
public class RemoveParticipantOptions
{
    /// <summary>Whom to take out of the call.</summary>
    public RemoveParticipantOptions(CommunicationIdentifier participantToRemove)
    {
        ArgumentNullException.ThrowIfNull(participantToRemove);
        ParticipantToRemove = participantToRemove;
    }

    /// <summary>Whom to take out of the call.</summary>
    public CommunicationIdentifier ParticipantToRemove { get; }

    /// <summary>Comes back in the events of the operation.</summary>
    public string? OperationContext { get; set; }

    /// <summary>Where the events of the operation go; null for where the call's go.</summary>
    public Uri? OperationCallbackUri { get; set; }
}
