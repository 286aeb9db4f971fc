using System.Text.Json.Nodes;
using Switchboard.Http.OpenApi;

namespace Switchboard.Callouts;

/// <summary>Describes callout populations to clients.</summary>
internal sealed class PopulationDescription : IDescribesRoutes
{
    /// <summary>What events are called.</summary>
    internal const string Event = "CalloutPopulationEvent";

    /// <summary>What events do.</summary>
    internal const string AboutEvents =
        "`queue` what is in preview; `requeue` what is populated: who matches by now is added, nobody twice.";

    private static readonly DateTimeOffset Created = new(2017, 11, 8, 9, 4, 2, 346, TimeSpan.Zero);

    /// <inheritdoc/>
    public void Describe(OpenApiBuilder api)
    {
        api.Tag("Callout populations", "Which contacts a callout calls.")
            .Schema<PopulationJson>(
                "CalloutPopulation",
                "Which contacts a callout calls.",
                ("contact_filter_params", "The contacts that it means: what was sent."),
                ("metadata", "What its user knows about it."),
                ("status", "Where it stands; events change it."));

        Lists(api, nameof(PopulationFunctions.ListCalloutPopulations), "Lists populations");
        Lists(api, nameof(PopulationFunctions.ListPopulationsOfCallout), "Lists the populations of a callout");
        api.Operation(nameof(PopulationFunctions.CreateCalloutPopulation), "Creates a population of a callout")
            .TakesInApi("CalloutPopulationChange", Change, Sent())
            .CreatesInApi(Example());
        api.Operation(nameof(PopulationFunctions.ShowCalloutPopulation), "Shows a population").ShowsInApi(Example());
        api.Operation(nameof(PopulationFunctions.UpdateCalloutPopulation), "Changes a population")
            .Says("What is not mentioned stays as it is.")
            .TakesInApi("CalloutPopulationChange", Change, Sent())
            .ChangesInApi();
        api.Operation(nameof(PopulationFunctions.DeleteCalloutPopulation), "Deletes a population")
            .Says("Only one that has brought in nobody.")
            .ChangesInApi()
            .CanBeInvalid();
        api.Operation(nameof(PopulationFunctions.CreateCalloutPopulationEvent), "Has a population bring in its contacts")
            .Says(AboutEvents)
            .TakesInApi(Event, EventSchema, Queue())
            .CreatesInApi(Example() with { Status = PopulationStatus.Queued });
        ContactDescription.Lists(
            api,
            nameof(PopulationFunctions.PreviewContactsOfPopulation),
            "Lists the contacts that a population would bring in now");
        ContactDescription.Lists(
            api, nameof(PopulationFunctions.ListContactsOfPopulation), "Lists the contacts that a population has brought in");
    }

    /// <summary>The filter of contacts.</summary>
    internal static JsonObject Filter() => Schema.Document(
        "Which contacts are meant: those with one of the numbers of `msisdn`, and with the `metadata`, whose keys can end in "
        + "operators as in lists of contacts. Other keys count as metadata. At most 20 values.");

    /// <summary>An event.</summary>
    internal static JsonObject EventSchema() => Schema.Object(
        "What shall happen.", ("event", Schema.Word("What.", PopulationTransitions.Queue, PopulationTransitions.Requeue)))
        .Requires("event");

    /// <summary>The event that has a population bring in its contacts.</summary>
    internal static JsonObject Queue() => new() { ["event"] = PopulationTransitions.Queue };

    private static void Lists(OpenApiBuilder api, string function, string summary) => api.Operation(function, summary)
        .ListsInApi(Example())
        .FiltersBy("callout_id", "The id of the callout, or some.", "1")
        .FiltersBy("status", "The status, or some.", "preview,populated")
        .FiltersByDocument(
            "contact_filter_params",
            "What the filter must be: `contact_filter_params[metadata][city]=Oslo`.",
            """{"metadata":{"foo":"bar"}}""")
        .FiltersByMetadataAndTime()
        .SortsBy("status", "callout_id");

    private static PopulationJson Example() =>
        new(1, 1, Sample(), new JsonObject { ["foo"] = "bar" }, PopulationStatus.Preview, Created, Created);

    private static JsonObject Sample() => Content.Example("""{"metadata":{"foo":"bar"}}""");

    private static JsonObject Sent() => new() { ["contact_filter_params"] = Sample(), ["metadata"] = new JsonObject { ["foo"] = "bar" } };

    private static JsonObject Change() => Schema.Object(
        "What a population shall be.",
        [
            ("contact_filter_params", Filter()),
            .. MetadataSchema.Change(),
        ]);
}
