using System.Text.Json;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Someone is taken out of the call.</summary>
public class RemoveParticipantResult
{
    internal RemoveParticipantResult(JsonElement answer)
    {
        OperationContext = answer.Text("operationContext");
    }

    /// <summary>What was given to the operation.</summary>
    public string? OperationContext { get; }
}
