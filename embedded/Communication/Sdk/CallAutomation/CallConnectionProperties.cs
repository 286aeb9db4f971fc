using System.Text.Json;
using Switchboard.Embedded.Communication.Pipeline;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>What the service knows of a call.</summary>
public class CallConnectionProperties
{
    internal CallConnectionProperties()
    {
    }

    /// <summary>The call's id.</summary>
    public string CallConnectionId { get; private init; } = null!;

    /// <summary>The id of the call in the service's media plane, for recordings.</summary>
    public string? ServerCallId { get; private init; }

    /// <summary>The id that Microsoft's support asks for.</summary>
    public string? CorrelationId { get; private init; }

    /// <summary>Who is being called.</summary>
    public IReadOnlyList<CommunicationIdentifier> Targets { get; private init; } = [];

    /// <summary>Where the call stands.</summary>
    public CallConnectionState CallConnectionState { get; private init; }

    /// <summary>Where events are sent.</summary>
    public Uri? CallbackUri { get; private init; }

    /// <summary>In whose name the call was made.</summary>
    public CommunicationIdentifier? Source { get; private init; }

    /// <summary>The number that is shown.</summary>
    public PhoneNumberIdentifier? SourceCallerIdNumber { get; private init; }

    /// <summary>The name that is shown.</summary>
    public string? SourceDisplayName { get; private init; }

    /// <summary>Who answered, for calls that came in.</summary>
    public CommunicationUserIdentifier? AnsweredBy { get; private init; }

    /// <summary>For whom it was answered, for calls that came in.</summary>
    public PhoneNumberIdentifier? AnsweredFor { get; private init; }

    internal static CallConnectionProperties Read(JsonElement json) => new()
    {
        CallConnectionId = json.Text("callConnectionId")!,
        ServerCallId = json.Text("serverCallId"),
        CorrelationId = json.Text("correlationId"),
        Targets =
        [
            .. json.Items("targets").Select(target => IdentifierJson.Read(target)).OfType<CommunicationIdentifier>(),
        ],
        CallConnectionState = json.Text("callConnectionState") ?? "unknown",
        CallbackUri = json.Text("callbackUri") is { } uri ? new Uri(uri) : null,
        Source = IdentifierJson.Read(json.Child("source")),
        SourceCallerIdNumber = Number(json.Child("sourceCallerIdNumber")),
        SourceDisplayName = json.Text("sourceDisplayName"),
        AnsweredBy = json.Child("answeredBy")?.Text("id") is { } user ? new CommunicationUserIdentifier(user) : null,
        AnsweredFor = Number(json.Child("answeredFor")),
    };

    private static PhoneNumberIdentifier? Number(JsonElement? json) =>
        json?.Text("value") is { Length: > 0 } number ? new PhoneNumberIdentifier(number) : null;
}
