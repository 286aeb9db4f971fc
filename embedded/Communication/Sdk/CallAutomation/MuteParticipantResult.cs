using System.Text.Json;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Someone is muted.</summary>
public class MuteParticipantResult
{
    internal MuteParticipantResult(JsonElement answer)
    {
        OperationContext = answer.Text("operationContext");
    }

    /// <summary>What was given to the operation.</summary>
    public string? OperationContext { get; }
}
