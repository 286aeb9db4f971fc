namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>The call was answered.</summary>
public class CallConnected : CallAutomationEventBase
{
    internal CallConnected()
    {
    }

    /// <summary>Reads the data of an event.</summary>
    public static CallConnected Deserialize(string content) => Read(content, _ => new CallConnected());
}
