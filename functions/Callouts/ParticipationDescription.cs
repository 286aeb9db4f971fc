using System.Text.Json.Nodes;
using Switchboard.Http.OpenApi;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>Describes participations to clients.</summary>
internal sealed class ParticipationDescription : IDescribesRoutes
{
    private static readonly DateTimeOffset Created = new(2017, 11, 8, 9, 5, 10, 120, TimeSpan.Zero);

    /// <inheritdoc/>
    public void Describe(OpenApiBuilder api)
    {
        api.Tag("Callout participations", "Contacts' parts in callouts.")
            .Schema<ParticipationJson>(
                "CalloutParticipation",
                "A contact's part in a callout.",
                ("callout_population_id", "The population that brought it in; null where nobody but a user did."),
                ("msisdn", "The number that is called: the contact's when it was brought in, unless its user says another."),
                ("metadata", "What is known about it: what was answered, and what its user adds."),
                ("answered", "Whether somebody has answered."),
                ("phone_calls_count", "How many times it was called."),
                ("last_phone_call_status", "How the last call that is over ended."),
                ("last_called_at", "When the last call was begun."),
                ("answered_at", "When somebody answered."),
                ("call_flow_logic", "What it hears; null: what the callout says."));

        Lists(api, nameof(ParticipationFunctions.ListParticipations), "Lists participations");
        Lists(api, nameof(ParticipationFunctions.ListParticipationsOfCallout), "Lists the participations of a callout");
        api.Operation(nameof(ParticipationFunctions.CreateParticipation), "Has a contact take part in a callout")
            .TakesInApi(
                "NewCalloutParticipation",
                () => Schema.Object(
                    "A contact's part in a callout.",
                    ("contact_id", Schema.Integer("The id of the contact.", minimum: 1)),
                    ("msisdn", Schema.Text("The number to call instead of the contact's: with its country code, in any spelling.")),
                    Flow(),
                    MetadataSchema.New())
                    .Requires("contact_id"),
                Content.Example("""{"contact_id":3,"metadata":{"seat":"12A"}}"""))
            .CreatesInApi(Example() with { CalloutPopulationId = null });
        Lists(api, nameof(ParticipationFunctions.ListParticipationsOfPopulation), "Lists whom a population has brought in");
        Lists(api, nameof(ParticipationFunctions.ListParticipationsOfContact), "Lists the participations of a contact");
        api.Operation(nameof(ParticipationFunctions.ShowParticipation), "Shows a participation").ShowsInApi(Example());
        api.Operation(nameof(ParticipationFunctions.UpdateParticipation), "Changes a participation")
            .Says("What is not mentioned stays as it is. The next call goes by it; a call that was begun goes on as it is.")
            .TakesInApi(
                "CalloutParticipationChange",
                () => Schema.Object(
                    "What is to be changed of a participation.",
                    [
                        ("msisdn", Schema.Text("The number to call: with its country code, in any spelling.")),
                        Flow(),
                        .. MetadataSchema.Change(),
                    ]),
                Content.Example("""{"call_flow_logic":"ask_question","metadata":{"seat":"12A"},"metadata_merge_mode":"merge"}"""))
            .ChangesInApi();
        api.Operation(nameof(ParticipationFunctions.DeleteParticipation), "Deletes a participation")
            .Says("Only one without phone calls.")
            .ChangesInApi()
            .CanBeInvalid();
    }

    /// <summary>Describes a list of participations.</summary>
    internal static void Lists(OpenApiBuilder api, string function, string summary) => api.Operation(function, summary)
        .ListsInApi(Example())
        .FiltersBy("callout_id", "The id of the callout, or some.", "1")
        .FiltersByDocument(
            "callout_filter_params",
            "What the callout must be, as lists of callouts are filtered: `callout_filter_params[status]=running`.",
            """{"status":"running"}""")
        .FiltersBy("contact_id", "The id of the contact, or some.", "1,2")
        .FiltersBy("callout_population_id", "The id of the population, or some.", "1")
        .FiltersBy("msisdn", "The number, in any spelling, or some.", "85510202101")
        .FiltersBy("call_flow_logic", "What it hears if that is its own, or some.", CallFlow.AskQuestion)
        .Query("has_phone_calls", Schema.Flag("Whether it was called."), true)
        .Query("answered", Schema.Flag("Whether somebody has answered."), true)
        .FiltersBy("last_phone_call_attempt", "The status of the last call, or some.", "completed,busy")
        .FiltersBy("no_phone_calls_or_last_attempt", "The status of the last call, or some; or it was not called.", "failed")
        .FiltersByMetadataAndTime()
        .SortsBy("callout_id", "contact_id", "callout_population_id", "msisdn", "call_flow_logic", "answered", "phone_calls_count");

    private static ParticipationJson Example() => new(
        1,
        CalloutId: 1,
        ContactId: 1,
        CalloutPopulationId: 1,
        "+85510202101",
        new JsonObject { ["answer"] = "1" },
        Answered: true,
        PhoneCallsCount: 1,
        Created,
        Created.AddMinutes(2),
        LastPhoneCallStatus: "completed",
        LastCalledAt: Created.AddMinutes(1),
        AnsweredAt: Created.AddSeconds(65),
        CallFlowLogic: null);

    private static (string, JsonObject) Flow() => ("call_flow_logic", Schema.Text(
        "What it hears instead of what the callout says: `hello_world`, `play_message` or `ask_question`. Empty: what the callout says.")
        .OrNull());
}
