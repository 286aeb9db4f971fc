using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Someone joined or left the call, or was muted.</summary>
public class ParticipantsUpdated : CallAutomationEventBase
{
    internal ParticipantsUpdated()
    {
    }

    /// <summary>Who is in the call now.</summary>
    public IReadOnlyList<CallParticipant> Participants { get; internal init; } = [];

    /// <summary>Which update of this call it is, to tell older ones from newer ones.</summary>
    public int? SequenceNumber { get; internal init; }

    /// <summary>Reads the data of an event.</summary>
    public static ParticipantsUpdated Deserialize(string content) => Read(content, data => new ParticipantsUpdated
    {
        Participants = [.. data.Items("participants").Select(CallParticipant.Read)],
        SequenceNumber = data.Number("sequenceNumber"),
    });
}
