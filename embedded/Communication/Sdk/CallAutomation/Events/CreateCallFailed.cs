namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>The call was not answered; nothing more is told of it.</summary>
public class CreateCallFailed : CallAutomationEventBase
{
    internal CreateCallFailed()
    {
    }

    /// <summary>Reads the data of an event.</summary>
    public static CreateCallFailed Deserialize(string content) => Read(content, _ => new CreateCallFailed());
}
