using System.Text.Json.Nodes;
using Switchboard.Http.OpenApi;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>Describes callouts to clients.</summary>
internal sealed class CalloutDescription : IDescribesRoutes
{
    private static readonly DateTimeOffset Created = new(2017, 11, 7, 5, 11, 24, 772, TimeSpan.Zero);

    /// <inheritdoc/>
    public void Describe(OpenApiBuilder api)
    {
        api.Tag("Callouts", "Campaigns of calls.")
            .Schema<CalloutJson>(
                "Callout",
                "A campaign of calls.",
                ("status", "Where it stands; events change it."),
                ("metadata", "What its user knows about it."),
                ("settings", "How its calls go: what was sent."),
                ("call_flow_logic", "What people hear, unless their participation says otherwise."),
                ("audio_url", "The setting of this name."))
            .Schema<CalloutStatistics>(
                "CalloutStatistics",
                "How far a callout is. Calls are counted per attempt.",
                ("callout_participations_remaining", "Who remains to be called."),
                ("callout_participations_completed", "Everybody else, whatever the last call's result."),
                ("calls_waiting_for_completion", "Counts again what is queued or in progress."));

        Lists(api, nameof(CalloutFunctions.ListCallouts), "Lists callouts");
        api.Operation(nameof(CalloutFunctions.CreateCallout), "Creates a callout")
            .TakesInApi("NewCallout", () => Schema.Object("A callout to be created.", [MetadataSchema.New(), .. Settings(api)]), Sent())
            .CreatesInApi(Example() with { Settings = CalloutSettingsSchema.Example(), CallFlowLogic = CallFlow.AskQuestion });
        api.Operation(nameof(CalloutFunctions.ShowCallout), "Shows a callout").ShowsInApi(Example());
        api.Operation(nameof(CalloutFunctions.UpdateCallout), "Changes a callout")
            .Says("What is not mentioned stays as it is. Settings are replaced as a whole, and count from the dialler's next turn.")
            .TakesInApi(
                "CalloutChange",
                () => Schema.Object("What is to be changed of a callout.", [.. MetadataSchema.Change(), .. Settings(api)]),
                Content.Example("""{"metadata":{"foo":"baz","baz":"foo"},"settings":{"max_attempts":2}}"""))
            .ChangesInApi();
        api.Operation(nameof(CalloutFunctions.DeleteCallout), "Deletes a callout")
            .Says("Only one without participations and populations.")
            .ChangesInApi()
            .CanBeInvalid();
        api.Operation(nameof(CalloutFunctions.CreateCalloutEvent), "Starts, pauses, resumes or stops a callout")
            .Says("`start` what is initialized; `pause` and `stop` what is running; `resume` what is paused or stopped; `stop` what is "
                + "paused. Anything else changes nothing.")
            .TakesInApi(
                "CalloutEvent",
                () => Schema.Object(
                    "What shall happen.",
                    ("event", Schema.Word("What.", "start", "pause", "resume", "stop")),
                    ("cancel_calls", Schema.Flag("With `pause` and `stop`: cancel the calls that nobody has answered yet.")))
                    .Requires("event"),
                Content.Example("""{"event":"start"}"""))
            .CreatesInApi(Example(CalloutStatus.Running));
        api.Operation(nameof(CalloutFunctions.ShowCalloutStatistics), "Shows how far a callout is")
            .ShowsInApi(new CalloutStatistics(
                CalloutStatus.Running,
                CalloutParticipations: 2,
                CalloutParticipationsRemaining: 1,
                CalloutParticipationsCompleted: 1,
                CallsCompleted: 1,
                CallsInitialized: 0,
                CallsScheduling: 0,
                CallsFetchingStatus: 0,
                CallsWaitingForCompletion: 1,
                CallsQueued: 1,
                CallsInProgress: 0,
                CallsErrored: 0,
                CallsFailed: 0,
                CallsBusy: 0,
                CallsNotAnswered: 0,
                CallsCanceled: 0));
        api.Operation(nameof(CalloutResultFunctions.ExportCalloutResults), "What became of everybody, as CSV")
            .Says("A row for each participation. Durations are those of the call that was answered, in seconds.")
            .InApi()
            .Answer(
                StatusCodes.Status200OK,
                "The table.",
                Content.Text(
                    "text/csv",
                    string.Join(',', CalloutResults.Columns)
                    + "\r\n1,1,+85510202101,1,completed,2017-11-07T05:12:00.000Z,2017-11-07T05:12:05.000Z,"
                    + "2017-11-07T05:12:35.000Z,30,1,\"{\"\"answer\"\":\"\"1\"\"}\"\r\n"),
                ("Content-Disposition", api.Shared("headers", "Content-Disposition", () => new JsonObject
                {
                    ["description"] = "What to call the file.",
                    ["required"] = true,
                    ["schema"] = new JsonObject { ["type"] = "string" },
                })));
        ContactDescription.Lists(
            api, nameof(ParticipationFunctions.ListContactsOfCallout), "Lists the contacts that take part in a callout");
        Lists(api, nameof(ParticipationFunctions.ListCalloutsOfContact), "Lists the callouts that a contact takes part in");
    }

    private static void Lists(OpenApiBuilder api, string function, string summary) => api.Operation(function, summary)
        .ListsInApi(Example())
        .FiltersBy("status", "The status, or some.", "initialized,running")
        .FiltersBy("call_flow_logic", "What people hear, or some.", CallFlow.HelloWorld)
        .FiltersByMetadataAndTime()
        .SortsBy("status", "call_flow_logic");

    private static CalloutJson Example(CalloutStatus status = CalloutStatus.Initialized) =>
        new(1, status, Metadata(), Created, Created, [], CallFlow.HelloWorld, AudioUrl: null);

    private static (string, JsonObject)[] Settings(OpenApiBuilder api) =>
    [
        ("settings", api.Shared("schemas", "CalloutSettings", CalloutSettingsSchema.Write)),
        ("call_flow_logic", Schema.Text("The setting of this name; the others stay as they are.")),
        ("audio_url", Schema.Text("The setting of this name; the others stay as they are.")),
    ];

    private static JsonObject Metadata() => new() { ["foo"] = "bar", ["bar"] = "baz" };

    private static JsonObject Sent() => new() { ["metadata"] = Metadata(), ["settings"] = CalloutSettingsSchema.Example() };
}
