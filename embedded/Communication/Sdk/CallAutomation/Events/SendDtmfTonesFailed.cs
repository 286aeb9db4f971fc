namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Keys could not be sent.</summary>
public class SendDtmfTonesFailed : CallAutomationEventBase
{
    internal SendDtmfTonesFailed()
    {
    }

    /// <summary>Reads the data of an event.</summary>
    public static SendDtmfTonesFailed Deserialize(string content) => Read(content, _ => new SendDtmfTonesFailed());
}
