using System.Text.Json.Nodes;
using Switchboard.Http.OpenApi;

namespace Switchboard.Callouts;

/// <summary>Describes batch operations to clients.</summary>
internal sealed class BatchOperationDescription : IDescribesRoutes
{
    private const string About = "Callout populations as later clients of Somleng SCFM know them; `running` is what populations call "
        + "populating, `finished` what they call populated.";

    private static readonly DateTimeOffset Created = new(2017, 11, 8, 9, 4, 2, 346, TimeSpan.Zero);

    /// <inheritdoc/>
    public void Describe(OpenApiBuilder api)
    {
        api.Tag("Batch operations", About)
            .Schema<BatchOperationJson>(
                "BatchOperation",
                About,
                ("parameters", "`contact_filter_params`: the contacts that are meant."),
                ("metadata", "What its user knows about it."),
                ("status", "Where it stands; events change it."));

        Lists(api, nameof(BatchOperationFunctions.ListBatchOperations), "Lists batch operations");
        Lists(api, nameof(BatchOperationFunctions.ListBatchOperationsOfCallout), "Lists the batch operations of a callout");
        api.Operation(nameof(BatchOperationFunctions.CreateBatchOperation), "Creates a batch operation")
            .TakesInApi(
                "NewBatchOperation",
                () => Schema.Object(
                    "A batch operation to be created.",
                    [("callout_id", Schema.Integer("The id of the callout.", minimum: 1)), Kind(), .. Change()])
                    .Requires("callout_id", "type"),
                Content.Example(
                    """
                    {
                      "callout_id": 1,
                      "type": "BatchOperation::CalloutPopulation",
                      "parameters": { "contact_filter_params": { "metadata": { "foo": "bar" } } },
                      "metadata": { "foo": "bar" }
                    }
                    """))
            .CreatesInApi(Example());
        api.Operation(nameof(BatchOperationFunctions.CreateBatchOperationOfCallout), "Creates a batch operation of a callout")
            .TakesInApi(
                "NewBatchOperationOfCallout",
                () => Schema.Object("A batch operation to be created.", [Kind(), .. Change()]).Requires("type"),
                Content.Example(
                    """
                    {
                      "type": "BatchOperation::CalloutPopulation",
                      "parameters": { "contact_filter_params": { "metadata": { "foo": "bar" } } }
                    }
                    """))
            .CreatesInApi(Example());
        api.Operation(nameof(BatchOperationFunctions.ShowBatchOperation), "Shows a batch operation").ShowsInApi(Example());
        api.Operation(nameof(BatchOperationFunctions.UpdateBatchOperation), "Changes a batch operation")
            .Says("What is not mentioned stays as it is.")
            .TakesInApi(
                "BatchOperationChange",
                () => Schema.Object("What is to be changed of a batch operation.", Change()),
                Content.Example("""{"parameters":{"contact_filter_params":{"metadata":{"foo":"bar"}}},"metadata":{"foo":"bar"}}"""))
            .ChangesInApi();
        api.Operation(nameof(BatchOperationFunctions.DeleteBatchOperation), "Deletes a batch operation")
            .Says("Only one that has brought in nobody.")
            .ChangesInApi()
            .CanBeInvalid();
        api.Operation(nameof(BatchOperationFunctions.CreateBatchOperationEvent), "Has a batch operation bring in its contacts")
            .Says(PopulationDescription.AboutEvents)
            .TakesInApi(PopulationDescription.Event, PopulationDescription.EventSchema, PopulationDescription.Queue())
            .CreatesInApi(Example() with { Status = "queued" });
        ContactDescription.Lists(
            api,
            nameof(BatchOperationFunctions.PreviewContactsOfBatchOperation),
            "Lists the contacts that a batch operation would bring in now");
        ContactDescription.Lists(
            api, nameof(BatchOperationFunctions.ListContactsOfBatchOperation), "Lists the contacts that a batch operation has brought in");
        ParticipationDescription.Lists(
            api, nameof(BatchOperationFunctions.ListParticipationsOfBatchOperation), "Lists whom a batch operation has brought in");
        PhoneCallDescription.Lists(
            api,
            nameof(BatchOperationFunctions.ListPhoneCallsOfBatchOperation),
            "Lists the phone calls to those whom a batch operation has brought in");
    }

    private static void Lists(OpenApiBuilder api, string function, string summary) => api.Operation(function, summary)
        .ListsInApi(Example())
        .FiltersBy("callout_id", "The id of the callout, or some.", "1")
        .FiltersBy("status", "The status, or some.", "preview,finished")
        .FiltersByDocument(
            "parameters",
            "What the parameters must be: `parameters[contact_filter_params][metadata][city]=Oslo`.",
            """{"contact_filter_params":{"metadata":{"foo":"bar"}}}""")
        .FiltersByMetadataAndTime()
        .SortsBy("status", "callout_id");

    private static (string, JsonObject) Kind() =>
        ("type", Schema.Word("What kind of batch operation it is.", BatchOperationJson.Population));

    private static (string, JsonObject)[] Change() =>
    [
        ("parameters", Schema.Object("What it works with.", (BatchOperationJson.Filter, PopulationDescription.Filter()))),
        .. MetadataSchema.Change(),
    ];

    private static BatchOperationJson Example() => new(
        1,
        1,
        Content.Example("""{"contact_filter_params":{"metadata":{"foo":"bar"}}}"""),
        new JsonObject { ["foo"] = "bar" },
        "preview",
        Created,
        Created,
        BatchOperationJson.Population);
}
