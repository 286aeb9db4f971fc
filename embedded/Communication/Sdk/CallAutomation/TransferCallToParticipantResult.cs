using System.Text.Json;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A call is handed on; an event tells whether that was accepted.</summary>
public class TransferCallToParticipantResult
{
    internal TransferCallToParticipantResult(JsonElement answer)
    {
        OperationContext = answer.Text("operationContext");
    }

    /// <summary>What was given to the operation.</summary>
    public string? OperationContext { get; }
}
