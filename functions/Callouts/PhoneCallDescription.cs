using System.Text.Json.Nodes;
using Switchboard.Http.OpenApi;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>Describes phone calls to clients.</summary>
internal sealed class PhoneCallDescription : IDescribesRoutes
{
    /// <summary>A carrier's id of a call.</summary>
    internal const string ConnectionId = "421f3500-8fb8-4f2b-9f1e-1d6b2f0f8a11";

    private static readonly DateTimeOffset Begun = new(2017, 11, 8, 9, 6, 10, 120, TimeSpan.Zero);

    /// <inheritdoc/>
    public void Describe(OpenApiBuilder api)
    {
        api.Tag("Phone calls", "Attempts to reach somebody.")
            .Schema<PhoneCallJson>(
                "PhoneCall",
                "An attempt to reach somebody.",
                ("metadata", "What its user knows about it."),
                ("remote_call_id", "The carrier's id of the call."),
                ("remote_status", "What the carriers that Somleng SCFM knew would call the status."),
                ("remote_error_message", "What went wrong."),
                ("remote_response", "The carrier's result: `code` and `sub_code`."),
                ("remote_queue_response", "What the carrier said to the request to dial: `call_connection_id`."),
                ("remote_request_params", "What the carrier was asked for: `from` and `to`."),
                ("call_flow_logic", "What whoever answers hears."),
                ("duration", "How long they talked, in seconds."),
                ("attempt", "Which attempt it is for the same participation, from 1."),
                ("from", "The number that it is made from."),
                ("remotely_queued_at", "When the carrier took the request to dial, or refused it."));

        Lists(api, nameof(PhoneCallFunctions.ListPhoneCalls), "Lists phone calls");
        Lists(api, nameof(PhoneCallFunctions.ListPhoneCallsOfCallout), "Lists the phone calls of a callout");
        Lists(api, nameof(PhoneCallFunctions.ListPhoneCallsOfParticipation), "Lists the phone calls of a participation");
        Lists(api, nameof(PhoneCallFunctions.ListPhoneCallsOfContact), "Lists the phone calls to a contact");
        Lists(
            api, nameof(PhoneCallFunctions.ListPhoneCallsOfPopulation), "Lists the phone calls to those whom a population has brought in");
        api.Operation(nameof(PhoneCallFunctions.ShowPhoneCall), "Shows a phone call").ShowsInApi(Call());
        api.Operation(nameof(PhoneCallFunctions.UpdatePhoneCall), "Changes the metadata of a phone call")
            .TakesInApi(
                "PhoneCallChange",
                () => Schema.Object("What is to be changed of a phone call.", MetadataSchema.Change()),
                Content.Example("""{"metadata":{"foo":"bar"}}"""))
            .ChangesInApi();
    }

    /// <summary>Describes a list of phone calls.</summary>
    internal static void Lists(OpenApiBuilder api, string function, string summary) => api.Operation(function, summary)
        .ListsInApi(Call())
        .FiltersBy("callout_id", "The id of the callout, or some.", "1")
        .FiltersBy("callout_participation_id", "The id of the participation, or some.", "1")
        .FiltersBy("contact_id", "The id of the contact, or some.", "1,2")
        .FiltersBy("msisdn", "The number, in any spelling, or some.", "85510202101")
        .FiltersBy("status", "The status, or some.", "completed,busy")
        .FiltersBy("call_flow_logic", "What whoever answers hears, or some.", CallFlow.HelloWorld)
        .FiltersBy("remote_call_id", "The carrier's id of the call, or some.", ConnectionId)
        .FiltersBy("remote_status", "The carrier's status, or some.", "completed")
        .FiltersBy("remote_direction", "The direction, or some.", PhoneCallJson.Outbound)
        .FiltersBy("remote_error_message", "What went wrong, or some.", "busy")
        .FiltersByDocument("remote_response", "What the result must have: `remote_response[code]=0`.", """{"code":"0"}""")
        .FiltersByDocument(
            "remote_queue_response",
            "What the carrier must have said: `remote_queue_response[call_connection_id]=…`.",
            $$"""{"call_connection_id":"{{ConnectionId}}"}""")
        .FiltersByDocument(
            "remote_request_params", "What must have been asked for: `remote_request_params[to]=…`.", """{"to":"+85510202101"}""")
        .FiltersByNumber("duration", "How long they talked, in seconds")
        .FiltersByMetadataAndTime()
        .FiltersByTime("remotely_queued_at", "The carrier took the request to dial, or refused it,")
        .SortsBy(
            "callout_id",
            "callout_participation_id",
            "msisdn",
            "status",
            "call_flow_logic",
            "remote_call_id",
            "remote_status",
            "remote_error_message",
            "remotely_queued_at",
            "duration");

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
        new JsonObject { ["foo"] = "bar" },
        new JsonObject { ["code"] = 0, ["sub_code"] = 0 },
        new JsonObject { ["call_connection_id"] = ConnectionId },
        new JsonObject { ["from"] = "+441632960001", ["to"] = "+85510202101" },
        CallFlow.HelloWorld,
        Duration: 30,
        Begun,
        Begun.AddSeconds(35),
        Attempt: 1,
        From: "+441632960001",
        AnsweredAt: Begun.AddSeconds(5),
        EndedAt: Begun.AddSeconds(35),
        RemotelyQueuedAt: Begun.AddSeconds(1));
}
