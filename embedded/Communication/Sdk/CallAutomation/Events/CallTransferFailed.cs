namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>The call could not be handed on and goes on as it was.</summary>
public class CallTransferFailed : CallAutomationEventBase
{
    internal CallTransferFailed()
    {
    }

    /// <summary>Reads the data of an event.</summary>
    public static CallTransferFailed Deserialize(string content) => Read(content, _ => new CallTransferFailed());
}
