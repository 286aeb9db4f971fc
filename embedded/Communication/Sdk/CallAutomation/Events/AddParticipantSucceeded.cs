using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Someone who was invited is in the call.</summary>
public class AddParticipantSucceeded : CallAutomationEventBase
{
    internal AddParticipantSucceeded()
    {
    }

    /// <summary>Who.</summary>
    public CommunicationIdentifier? Participant { get; internal init; }

    /// <summary>Reads the data of an event.</summary>
    public static AddParticipantSucceeded Deserialize(string content) =>
        Read(content, data => new AddParticipantSucceeded
        {
            Participant = IdentifierJson.Read(data.Child("participant")),
        });
}
