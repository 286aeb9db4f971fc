using System.Text.Json;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Someone was invited; an event tells whether they came.</summary>
public class AddParticipantResult
{
    internal AddParticipantResult(JsonElement answer)
    {
        Participant = CallParticipant.Read(answer.GetProperty("participant"));
        OperationContext = answer.Text("operationContext");
        InvitationId = answer.Text("invitationId")!;
    }

    /// <summary>Who.</summary>
    public CallParticipant Participant { get; }

    /// <summary>What was given to the operation.</summary>
    public string? OperationContext { get; }

    /// <summary>The invitation, to take it back.</summary>
    public string InvitationId { get; }
}
