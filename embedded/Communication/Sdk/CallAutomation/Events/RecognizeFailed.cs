using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Nothing was recognized.</summary>
public class RecognizeFailed : CallAutomationEventBase
{
    internal RecognizeFailed()
    {
    }

    /// <summary>Why.</summary>
    public MediaEventReasonCode ReasonCode => MediaReason.Of(ResultInformation);

    /// <summary>Which source could not be played, counted from 0.</summary>
    public int? FailedPlaySourceIndex { get; internal init; }

    /// <summary>Reads the data of an event.</summary>
    public static RecognizeFailed Deserialize(string content) =>
        Read(content, data => new RecognizeFailed { FailedPlaySourceIndex = data.Number("failedPlaySourceIndex") });
}
