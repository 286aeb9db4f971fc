using System.Text.Json;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Keys are sent.</summary>
public class SendDtmfTonesResult
{
    internal SendDtmfTonesResult(JsonElement answer)
    {
        OperationContext = answer.Text("operationContext");
    }

    /// <summary>What was given to the operation.</summary>
    public string? OperationContext { get; }
}
