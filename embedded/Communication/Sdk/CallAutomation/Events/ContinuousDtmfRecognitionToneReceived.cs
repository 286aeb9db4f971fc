using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A key was pressed.</summary>
public class ContinuousDtmfRecognitionToneReceived : CallAutomationEventBase
{
    internal ContinuousDtmfRecognitionToneReceived()
    {
    }

    /// <summary>Which of the keys it is, from 1.</summary>
    public int? SequenceId { get; internal init; }

    /// <summary>The key.</summary>
    public DtmfTone? Tone { get; internal init; }

    /// <summary>Reads the data of an event.</summary>
    public static ContinuousDtmfRecognitionToneReceived Deserialize(string content) =>
        Read(content, data => new ContinuousDtmfRecognitionToneReceived
        {
            SequenceId = data.Number("sequenceId"),
            Tone = data.Text("tone") is { } tone ? new DtmfTone(tone) : (DtmfTone?)null,
        });
}
