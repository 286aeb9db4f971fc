namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>How to take an invitation back.</summary>
public class CancelAddParticipantOperationOptions
{
    /// <summary>The invitation to take back.</summary>
    public CancelAddParticipantOperationOptions(string invitationId)
    {
        ArgumentNullException.ThrowIfNull(invitationId);
        InvitationId = invitationId;
    }

    /// <summary>The invitation to take back.</summary>
    public string InvitationId { get; }

    /// <summary>Comes back in the events of the operation.</summary>
    public string? OperationContext { get; set; }

    /// <summary>Where the events of the operation go; null for where the call's go.</summary>
    public Uri? OperationCallbackUri { get; set; }
}
