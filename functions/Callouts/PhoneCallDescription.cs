using System.Text.Json.Nodes;
using Switchboard.Http.OpenApi;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>Describes phone calls to clients.</summary>
internal sealed class PhoneCallDescription : IDescribesRoutes
{
    private const string ConnectionId = "421f3500-8fb8-4f2b-9f1e-1d6b2f0f8a11";

    private static readonly DateTimeOffset Begun = new(2017, 11, 8, 9, 6, 10, 120, TimeSpan.Zero);

    /// <inheritdoc/>
    public void Describe(OpenApiBuilder api)
    {
        api.Tag("Phone calls", "Attempts to reach somebody, and what the carrier said about them.")
            .Schema<PhoneCallJson>(
                "PhoneCall",
                "An attempt to reach somebody.",
                ("remote_call_id", "The carrier's id of the call."),
                ("remote_status", "What the carriers that Somleng SCFM knew would call the status."),
                ("remote_error_message", "What went wrong."),
                ("remote_response", "The carrier's result: `code` and `sub_code`."),
                ("call_flow_logic", "What whoever answers hears."),
                ("duration", "How long they talked, in seconds."),
                ("attempt", "Which attempt it is for the same participation, from 1."),
                ("from", "The number that it is made from."))
            .Schema<RemoteEventJson>(
                "RemotePhoneCallEvent",
                "Something that the carrier said about a call.",
                ("details", "What: `event`, `code`, `sub_code`, `message`, and the `digits` that were pressed."),
                ("remote_call_id", "The carrier's id of the call."));

        Lists(api, nameof(PhoneCallFunctions.ListPhoneCalls), "Lists phone calls");
        Lists(api, nameof(PhoneCallFunctions.ListPhoneCallsOfCallout), "Lists the phone calls of a callout");
        Lists(api, nameof(PhoneCallFunctions.ListPhoneCallsOfParticipation), "Lists the phone calls of a participation");
        Lists(api, nameof(PhoneCallFunctions.ListPhoneCallsOfContact), "Lists the phone calls to a contact");
        api.Operation(nameof(PhoneCallFunctions.ShowPhoneCall), "Shows a phone call").ShowsInApi(Call());
        api.Operation(nameof(PhoneCallFunctions.ListRemoteEventsOfPhoneCall), "Lists what the carrier said about a phone call")
            .ListsInApi(Event());
        api.Operation(
                nameof(PhoneCallFunctions.ListRemoteEventsOfParticipation),
                "Lists what the carrier said about the phone calls of a participation")
            .ListsInApi(Event());
        api.Operation(nameof(PhoneCallFunctions.ShowRemoteEvent), "Shows something that the carrier said").ShowsInApi(Event());
    }

    private static void Lists(OpenApiBuilder api, string function, string summary) => api.Operation(function, summary)
        .ListsInApi(Call())
        .FiltersBy("callout_id", "The id of the callout, or some.", "1")
        .FiltersBy("callout_participation_id", "The id of the participation, or some.", "1")
        .FiltersBy("contact_id", "The id of the contact, or some.", "1,2")
        .FiltersBy("msisdn", "The number, in any spelling, or some.", "85510202101")
        .FiltersBy("status", "The status, or some.", "completed,busy")
        .FiltersBy("call_flow_logic", "What whoever answers hears, or some.", CallFlow.HelloWorld)
        .FiltersBy("remote_call_id", "The carrier's id of the call, or some.", ConnectionId)
        .FiltersBy("remote_status", "The carrier's status, or some.", "completed")
        .FiltersBy("remote_error_message", "What went wrong, or some.", "busy")
        .FiltersByTime()
        .SortsBy("callout_participation_id", "msisdn", "status");

    private static PhoneCallJson Call() => new(
        1,
        CalloutParticipationId: 1,
        ContactId: 1,
        CalloutId: 1,
        CallStatus.Completed,
        "+85510202101",
        RemoteCallId: ConnectionId,
        RemoteStatus: "completed",
        RemoteDirection: PhoneCallJson.Outbound,
        RemoteErrorMessage: null,
        new JsonObject { ["code"] = 0, ["sub_code"] = 0 },
        CallFlow.HelloWorld,
        Duration: 30,
        Begun,
        Begun.AddSeconds(35),
        Attempt: 1,
        From: "+441632960001",
        AnsweredAt: Begun.AddSeconds(5),
        EndedAt: Begun.AddSeconds(35));

    private static RemoteEventJson Event() => new(
        32,
        PhoneCallId: 1,
        Content.Example("""{"event":"answered","code":null,"sub_code":null,"message":null,"digits":null}"""),
        RemoteCallId: ConnectionId,
        PhoneCallJson.Outbound,
        CallFlow.HelloWorld,
        Begun.AddSeconds(5),
        Begun.AddSeconds(5));
}
