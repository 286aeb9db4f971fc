namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>The call is over; nothing more is told of it.</summary>
public class CallDisconnected : CallAutomationEventBase
{
    internal CallDisconnected()
    {
    }

    /// <summary>Reads the data of an event.</summary>
    public static CallDisconnected Deserialize(string content) => Read(content, _ => new CallDisconnected());
}
