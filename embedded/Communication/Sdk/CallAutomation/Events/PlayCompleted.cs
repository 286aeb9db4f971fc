namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Everything was played.</summary>
public class PlayCompleted : CallAutomationEventBase
{
    internal PlayCompleted()
    {
    }

    /// <summary>Why.</summary>
    public MediaEventReasonCode ReasonCode => MediaReason.Of(ResultInformation);

    /// <summary>Reads the data of an event.</summary>
    public static PlayCompleted Deserialize(string content) => Read(content, _ => new PlayCompleted());
}
