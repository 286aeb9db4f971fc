using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>The call was handed on; the application is out of it.</summary>
public class CallTransferAccepted : CallAutomationEventBase
{
    internal CallTransferAccepted()
    {
    }

    /// <summary>To whom.</summary>
    public CommunicationIdentifier? TransferTarget { get; internal init; }

    /// <summary>Who was.</summary>
    public CommunicationIdentifier? Transferee { get; internal init; }

    /// <summary>Reads the data of an event.</summary>
    public static CallTransferAccepted Deserialize(string content) => Read(content, data => new CallTransferAccepted
    {
        TransferTarget = IdentifierJson.Read(data.Child("transferTarget")),
        Transferee = IdentifierJson.Read(data.Child("transferee")),
    });
}
