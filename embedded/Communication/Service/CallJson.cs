using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>Calls as the service describes them.</summary>
internal static class CallJson
{
    private const string Application = "8:acs:00000000-0000-0000-0000-000000000000_embedded";

    /// <summary>The answer to the request that made the call: the same however often it is repeated.</summary>
    public static object Created(CallRecord call) => Describe(call, "connecting");

    public static object Current(CallRecord call, bool isTransferring) => Describe(
        call, isTransferring ? "transferring" : call.State == CallState.Ringing ? "connecting" : "connected");

    public static object[] Participants(CallRecord call) =>
        call.State == CallState.Connected
            ? [Itself(), .. call.Parties.Select(Participant)]
            : [];

    public static object Participant(CallParty party) =>
        new { identifier = Identifiers.Write(party.Who), isMuted = party.IsMuted, isOnHold = party.IsOnHold };

    public static object? FindParticipant(CallRecord call, string rawId) => rawId switch
    {
        _ when call.State != CallState.Connected => null,
        Application => Itself(),
        _ => call.Parties.FirstOrDefault(party => Identifiers.RawIdOf(party.Who) == rawId) is { } found
            ? Participant(found)
            : null,
    };

    private static object Itself() => new { identifier = ApplicationIdentifier(), isMuted = false, isOnHold = false };

    private static object Describe(CallRecord call, string state) => new
    {
        callConnectionId = call.CallConnectionId,
        serverCallId = call.ServerCallId,
        correlationId = call.CorrelationId,
        targets = new[] { PhoneNumbers.Write(call.To) },
        callConnectionState = state,
        callbackUri = call.CallbackUri,
        sourceCallerIdNumber = new { value = call.From },
        sourceDisplayName = call.DisplayName,
        source = call.Direction == CallDirection.Incoming ? PhoneNumbers.Write(call.From) : ApplicationIdentifier(),
        answeredBy = call.AnsweredBy is { } user ? new { id = user } : null,
        answeredFor = call.Direction == CallDirection.Incoming ? new { value = call.To } : null,
    };

    private static object ApplicationIdentifier() => new
    {
        kind = "communicationUser",
        rawId = Application,
        communicationUser = new { id = Application },
    };
}
