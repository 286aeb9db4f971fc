using System.Text.Json;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>An invitation is taken back; an event tells whether that was in time.</summary>
public class CancelAddParticipantOperationResult
{
    internal CancelAddParticipantOperationResult(JsonElement answer)
    {
        InvitationId = answer.Text("invitationId")!;
        OperationContext = answer.Text("operationContext");
    }

    /// <summary>The invitation, to take it back.</summary>
    public string InvitationId { get; }

    /// <summary>What was given to the operation.</summary>
    public string? OperationContext { get; }
}
