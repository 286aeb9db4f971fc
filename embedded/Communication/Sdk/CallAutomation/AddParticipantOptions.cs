namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>How to bring someone into a call.</summary>
public class AddParticipantOptions
{
    /// <summary>Whom to call into the call.</summary>
    public AddParticipantOptions(CallInvite participantToAdd)
    {
        ArgumentNullException.ThrowIfNull(participantToAdd);
        ParticipantToAdd = participantToAdd;
    }

    /// <summary>Whom to call into the call.</summary>
    public CallInvite ParticipantToAdd { get; }

    /// <summary>How long to wait until they answer: 0 to 180 seconds; null for as long as may be.</summary>
    public int? InvitationTimeoutInSeconds { get; set; }

    /// <summary>Comes back in the events of the operation.</summary>
    public string? OperationContext { get; set; }

    /// <summary>Where the events of the operation go; null for where the call's go.</summary>
    public Uri? OperationCallbackUri { get; set; }
}
