using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>An invitation was taken back.</summary>
public class CancelAddParticipantSucceeded : CallAutomationEventBase
{
    internal CancelAddParticipantSucceeded()
    {
    }

    /// <summary>The invitation.</summary>
    public string? InvitationId { get; internal init; }

    /// <summary>Reads the data of an event.</summary>
    public static CancelAddParticipantSucceeded Deserialize(string content) =>
        Read(content, data => new CancelAddParticipantSucceeded
        {
            InvitationId = data.Text("invitationId"),
        });
}
