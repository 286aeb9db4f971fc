using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Someone could not be taken out of the call.</summary>
public class RemoveParticipantFailed : CallAutomationEventBase
{
    internal RemoveParticipantFailed()
    {
    }

    /// <summary>Who.</summary>
    public CommunicationIdentifier? Participant { get; internal init; }

    /// <summary>Reads the data of an event.</summary>
    public static RemoveParticipantFailed Deserialize(string content) =>
        Read(content, data => new RemoveParticipantFailed
        {
            Participant = IdentifierJson.Read(data.Child("participant")),
        });
}
