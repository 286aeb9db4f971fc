using System.Globalization;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A recording runs, pauses or is over.</summary>
public class RecordingStateChanged : CallAutomationEventBase
{
    internal RecordingStateChanged()
    {
    }

    /// <summary>The recording.</summary>
    public string? RecordingId { get; internal init; }

    /// <summary>Whether it runs.</summary>
    public RecordingState State { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartDateTime { get; internal init; }

    /// <summary>Whose recording it is.</summary>
    public RecordingKind? RecordingKind { get; internal init; }

    /// <summary>Reads the data of an event.</summary>
    public static RecordingStateChanged Deserialize(string content) => Read(content, data => new RecordingStateChanged
    {
        RecordingId = data.Text("recordingId"),
        State = new RecordingState(data.Text("state") ?? ""),
        StartDateTime = data.Text("startDateTime") is { } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
            : null,
        RecordingKind = data.Text("recordingKind") is { } kind ? new RecordingKind(kind) : (RecordingKind?)null,
    });
}
