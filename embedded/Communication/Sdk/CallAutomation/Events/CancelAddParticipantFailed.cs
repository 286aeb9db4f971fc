using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>An invitation could not be taken back: it is over, or never was.</summary>
public class CancelAddParticipantFailed : CallAutomationEventBase
{
    internal CancelAddParticipantFailed()
    {
    }

    /// <summary>The invitation.</summary>
    public string? InvitationId { get; internal init; }

    /// <summary>Reads the data of an event.</summary>
    public static CancelAddParticipantFailed Deserialize(string content) =>
        Read(content, data => new CancelAddParticipantFailed
        {
            InvitationId = data.Text("invitationId"),
        });
}
