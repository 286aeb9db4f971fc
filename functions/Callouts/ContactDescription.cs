using System.Text.Json.Nodes;
using Switchboard.Http.OpenApi;

namespace Switchboard.Callouts;

/// <summary>Describes contacts to clients.</summary>
internal sealed class ContactDescription : IDescribesRoutes
{
    private static readonly DateTimeOffset Created = new(2017, 11, 7, 8, 34, 25, 880, TimeSpan.Zero);

    /// <inheritdoc/>
    public void Describe(OpenApiBuilder api)
    {
        api.Tag("Contacts", "Whom callouts can call. " + ListParameters.About)
            .Schema<ContactJson>(
                "Contact", "Somebody who can be called.", ("msisdn", "The number in E.164."), ("metadata", "What its user knows about it."))
            .Schema<RejectedLine>(
                "RejectedLine", "A line that was refused.", ("line", "Its number, from 1."), ("errors", "Why, by attribute."))
            .Schema<ImportReport>(
                "ImportReport",
                "A line of the answer to an import.",
                ("finished", "In the last line: whether all lines were dealt with."),
                ("lines", "How many lines were dealt with; the counts that follow add up to it."),
                ("unchanged", "Lines whose contact was there already, as they say."),
                ("rejected_lines", "Lines that were refused since the report before; in the last one, the first thousand of all."),
                ("rejected_lines_left_out", "How many refused lines there was no room for."),
                ("error", "In the last line: why it could not go on."));

        Lists(api, nameof(ContactFunctions.ListContacts), "Lists contacts");
        api.Operation(nameof(ContactFunctions.CreateContact), "Creates a contact")
            .TakesInApi("NewContact", New, Sent())
            .CreatesInApi(Example());
        api.Operation(nameof(ContactFunctions.ShowContact), "Shows a contact").ShowsInApi(Example());
        api.Operation(nameof(ContactFunctions.UpdateContact), "Changes a contact")
            .Says("What is not mentioned stays as it is.")
            .TakesInApi(
                "ContactChange",
                () => Schema.Object("What is to be changed of a contact.", [("msisdn", Number()), .. MetadataSchema.Change()]),
                Content.Example("""{"msisdn":"+85510202102","metadata":{"foo":"baz","baz":"foo"}}"""))
            .ChangesInApi();
        api.Operation(nameof(ContactFunctions.DeleteContact), "Deletes a contact")
            .Says("Only one that takes part in no callout.")
            .ChangesInApi()
            .CanBeInvalid();
        api.Operation(nameof(ContactFunctions.CreateContactData), "Creates or changes the contact with a number")
            .TakesInApi(
                "ContactData",
                () => Schema.Object("A contact that shall be there.", [("msisdn", Number()), .. MetadataSchema.Change()])
                    .Requires("msisdn"),
                Content.Example("""{"msisdn":"+85510202103","metadata":{"age":42},"metadata_merge_mode":"merge"}"""))
            .CreatesInApi(new ContactJson(2, "+85510202103", new JsonObject { ["age"] = 42 }, Created, Created));
        api.Operation(nameof(ContactFunctions.ImportContacts), "Creates or changes many contacts")
            .Says("""
                A line for each contact, as many as there are: a CSV whose columns are `msisdn` and metadata by their paths, such
                as `city`, `address[city]` or `metadata[address][city]`; or a JSON object a line, which may say `metadata_merge_mode`
                itself. The answer is written while the lines are read: an `ImportReport` for every thousand of them, and one at
                the end. Importing the same lines again changes nothing.
                """)
            .InApi()
            .Query("metadata_merge_mode", MetadataSchema.Mode(), "merge")
            .Body(
                required: true,
                Content.Text("text/csv", "msisdn,name,location\n+85510202104,Ada,phnom penh\n+85510202105,Grace,battambang\n"),
                Content.Text("application/x-ndjson", """{"msisdn":"+85510202106","metadata":{"name":"Edsger"}}""" + "\n"))
            .CanRefuseBody()
            .CanBeInvalid()
            .Answer(StatusCodes.Status200OK, "How far it is, and how it ended: an `ImportReport` a line.", Content.Text(
                "application/x-ndjson",
                """{"finished":true,"lines":2,"created":2,"updated":0,"unchanged":0,"rejected":0,"rejected_lines":[]}""" + "\n"));
    }

    /// <summary>Describes a list of contacts.</summary>
    internal static void Lists(OpenApiBuilder api, string function, string summary) => api.Operation(function, summary)
        .ListsInApi(Example())
        .FiltersBy("msisdn", "The number, in any spelling, or some.", "85510202101")
        .FiltersByMetadataAndTime()
        .SortsBy("msisdn");

    private static ContactJson Example() => new(1, "+85510202101", Metadata(), Created, Created);

    private static JsonObject Metadata() => new() { ["foo"] = "bar", ["bar"] = "baz" };

    private static JsonObject Number() => Schema.Text("The number: with its country code, in any spelling.");

    private static JsonObject New() =>
        Schema.Object("A contact to be created.", ("msisdn", Number()), MetadataSchema.New()).Requires("msisdn");

    private static JsonObject Sent() => new() { ["msisdn"] = "+85510202101", ["metadata"] = Metadata() };
}
