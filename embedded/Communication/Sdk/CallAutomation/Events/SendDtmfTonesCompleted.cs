namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Keys were sent.</summary>
public class SendDtmfTonesCompleted : CallAutomationEventBase
{
    internal SendDtmfTonesCompleted()
    {
    }

    /// <summary>Reads the data of an event.</summary>
    public static SendDtmfTonesCompleted Deserialize(string content) =>
        Read(content, _ => new SendDtmfTonesCompleted());
}
