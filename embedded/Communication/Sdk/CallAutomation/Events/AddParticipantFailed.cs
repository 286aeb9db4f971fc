using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Someone who was invited did not come.</summary>
public class AddParticipantFailed : CallAutomationEventBase
{
    internal AddParticipantFailed()
    {
    }

    /// <summary>Who.</summary>
    public CommunicationIdentifier? Participant { get; internal init; }

    /// <summary>Reads the data of an event.</summary>
    public static AddParticipantFailed Deserialize(string content) => Read(content, data => new AddParticipantFailed
    {
        Participant = IdentifierJson.Read(data.Child("participant")),
    });
}
