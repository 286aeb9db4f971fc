using Switchboard.Http.OpenApi;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>Describes what the carrier said about calls to clients.</summary>
internal sealed class RemoteEventDescription : IDescribesRoutes
{
    private static readonly DateTimeOffset Answered = new(2017, 11, 8, 9, 6, 15, 120, TimeSpan.Zero);

    /// <inheritdoc/>
    public void Describe(OpenApiBuilder api)
    {
        api.Tag("Remote phone call events", "What the carrier said about phone calls.")
            .Schema<RemoteEventJson>(
                "RemotePhoneCallEvent",
                "Something that the carrier said about a call.",
                ("details", "What: `event`, `code`, `sub_code`, `message`, and the `digits` that were pressed."),
                ("metadata", "What its user knows about it."),
                ("remote_call_id", "The carrier's id of the call."),
                ("call_flow_logic", "What whoever answered heard."),
                ("call_duration", "How long they had talked, in seconds."));

        Lists(api, nameof(RemoteEventFunctions.ListRemoteEvents), "Lists what the carrier said");
        Lists(api, nameof(RemoteEventFunctions.ListRemoteEventsOfCallout), "Lists what the carrier said about a callout's calls");
        Lists(api, nameof(RemoteEventFunctions.ListRemoteEventsOfContact), "Lists what the carrier said about the calls to a contact");
        Lists(
            api,
            nameof(RemoteEventFunctions.ListRemoteEventsOfParticipation),
            "Lists what the carrier said about a participation's calls");
        Lists(api, nameof(RemoteEventFunctions.ListRemoteEventsOfPhoneCall), "Lists what the carrier said about a phone call");
        api.Operation(nameof(RemoteEventFunctions.ShowRemoteEvent), "Shows something that the carrier said").ShowsInApi(Example());
        api.Operation(nameof(RemoteEventFunctions.UpdateRemoteEvent), "Changes the metadata of something that the carrier said")
            .TakesInApi(
                "RemotePhoneCallEventChange",
                () => Schema.Object("What is to be changed of something that the carrier said.", MetadataSchema.Change()),
                Content.Example("""{"metadata":{"seen":"yes"}}"""))
            .ChangesInApi();
    }

    private static void Lists(OpenApiBuilder api, string function, string summary) => api.Operation(function, summary)
        .ListsInApi(Example())
        .FiltersBy("callout_id", "The id of the callout, or some.", "1")
        .FiltersBy("phone_call_id", "The id of the phone call, or some.", "1")
        .FiltersBy("callout_participation_id", "The id of the participation, or some.", "1")
        .FiltersBy("contact_id", "The id of the contact, or some.", "1,2")
        .FiltersBy("call_flow_logic", "What whoever answered heard, or some.", CallFlow.HelloWorld)
        .FiltersBy("remote_call_id", "The carrier's id of the call, or some.", PhoneCallDescription.ConnectionId)
        .FiltersBy("remote_direction", "The direction, or some.", PhoneCallJson.Outbound)
        .FiltersByDocument("details", "What the details must have: `details[event]=answered`.", """{"event":"answered"}""")
        .FiltersByNumber("call_duration", "How long they had talked, in seconds")
        .FiltersByMetadataAndTime()
        .SortsBy("phone_call_id", "call_flow_logic", "remote_call_id", "call_duration");

    private static RemoteEventJson Example() => new(
        1,
        PhoneCallId: 1,
        Content.Example("""{"event":"answered","code":null,"sub_code":null,"message":null,"digits":null}"""),
        [],
        RemoteCallId: PhoneCallDescription.ConnectionId,
        PhoneCallJson.Outbound,
        CallFlow.HelloWorld,
        CallDuration: 0,
        Answered,
        Answered);
}
