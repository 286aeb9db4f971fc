using System.Text.Json;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A recording.</summary>
public class RecordingStateResult
{
    internal RecordingStateResult(JsonElement answer)
    {
        RecordingId = answer.Text("recordingId")!;
        RecordingState = answer.Text("recordingState") is { } state ? new RecordingState(state) : (RecordingState?)null;
        RecordingKind = answer.Text("recordingKind") is { } kind ? new RecordingKind(kind) : (RecordingKind?)null;
    }

    /// <summary>The recording.</summary>
    public string RecordingId { get; }

    /// <summary>Whether it runs.</summary>
    public RecordingState? RecordingState { get; }

    /// <summary>Whose it is.</summary>
    public RecordingKind? RecordingKind { get; }
}
