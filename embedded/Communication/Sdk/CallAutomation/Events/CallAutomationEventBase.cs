using System.Text.Json;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Something that happened to a call.</summary>
public abstract class CallAutomationEventBase
{
    /// <summary>For the kinds of events.</summary>
    protected CallAutomationEventBase()
    {
    }

    /// <summary>The call's id.</summary>
    public string CallConnectionId { get; internal set; } = null!;

    /// <summary>The id of the call in the service's media plane.</summary>
    public string? ServerCallId { get; internal set; }

    /// <summary>The id that Microsoft's support asks for.</summary>
    public string? CorrelationId { get; internal set; }

    /// <summary>The context that was given to the operation this event tells of.</summary>
    public string? OperationContext { get; internal set; }

    /// <summary>How it ended.</summary>
    public ResultInformation? ResultInformation { get; internal set; }

    internal static TEvent Read<TEvent>(string content, Func<JsonElement, TEvent> specific)
        where TEvent : CallAutomationEventBase
    {
        using var document = JsonDocument.Parse(content);
        var data = document.RootElement;
        var read = specific(data);
        read.CallConnectionId = data.Text("callConnectionId")!;
        read.ServerCallId = data.Text("serverCallId");
        read.CorrelationId = data.Text("correlationId");
        read.OperationContext = data.Text("operationContext");
        read.ResultInformation = ResultInformation.Read(data.Child("resultInformation"));
        return read;
    }
}
