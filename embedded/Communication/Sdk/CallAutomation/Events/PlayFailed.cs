using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Something could not be played.</summary>
public class PlayFailed : CallAutomationEventBase
{
    internal PlayFailed()
    {
    }

    /// <summary>Why.</summary>
    public MediaEventReasonCode ReasonCode => MediaReason.Of(ResultInformation);

    /// <summary>Which source could not be played, counted from 0.</summary>
    public int? FailedPlaySourceIndex { get; internal init; }

    /// <summary>Reads the data of an event.</summary>
    public static PlayFailed Deserialize(string content) =>
        Read(content, data => new PlayFailed { FailedPlaySourceIndex = data.Number("failedPlaySourceIndex") });
}
