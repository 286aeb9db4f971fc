using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Someone was taken out of the call.</summary>
public class RemoveParticipantSucceeded : CallAutomationEventBase
{
    internal RemoveParticipantSucceeded()
    {
    }

    /// <summary>Who.</summary>
    public CommunicationIdentifier? Participant { get; internal init; }

    /// <summary>Reads the data of an event.</summary>
    public static RemoveParticipantSucceeded Deserialize(string content) =>
        Read(content, data => new RemoveParticipantSucceeded
        {
            Participant = IdentifierJson.Read(data.Child("participant")),
        });
}
