using System.Text.Json;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Someone in a call.</summary>
public class CallParticipant
{
    internal CallParticipant(CommunicationIdentifier? identifier, bool isMuted, bool isOnHold)
    {
        Identifier = identifier!;
        IsMuted = isMuted;
        IsOnHold = isOnHold;
    }

    /// <summary>Who it is.</summary>
    public CommunicationIdentifier Identifier { get; }

    /// <summary>Whether the others cannot hear them.</summary>
    public bool IsMuted { get; }

    /// <summary>Whether they are kept waiting.</summary>
    public bool IsOnHold { get; }

    internal static CallParticipant Read(JsonElement json) => new(
        IdentifierJson.Read(json.Child("identifier")), json.Flag("isMuted") ?? false, json.Flag("isOnHold") ?? false);
}
