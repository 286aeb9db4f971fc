namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Keys are not told any more.</summary>
public class ContinuousDtmfRecognitionStopped : CallAutomationEventBase
{
    internal ContinuousDtmfRecognitionStopped()
    {
    }

    /// <summary>Reads the data of an event.</summary>
    public static ContinuousDtmfRecognitionStopped Deserialize(string content) =>
        Read(content, _ => new ContinuousDtmfRecognitionStopped());
}
