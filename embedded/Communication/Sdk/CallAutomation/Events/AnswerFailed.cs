namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>A call that came in was over before it could be connected.</summary>
public class AnswerFailed : CallAutomationEventBase
{
    internal AnswerFailed()
    {
    }

    /// <summary>Reads the data of an event.</summary>
    public static AnswerFailed Deserialize(string content) => Read(content, _ => new AnswerFailed());
}
