using System.Text.Json.Nodes;
using Switchboard.Http.OpenApi;

namespace Switchboard.Callbacks;

/// <summary>Describes callbacks to clients.</summary>
internal sealed class CallbackDescription : IDescribesRoutes
{
    private static readonly DateTimeOffset Created = new(2017, 11, 9, 10, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public void Describe(OpenApiBuilder api)
    {
        api.Tag("Callbacks", "People who wait to be called back. Whatever is written about one is a note, and a mail to the desk.")
            .Schema<NoteJson>(
                "Note", "What somebody wrote about a callback.", ("details", "What it says; null where only the status changed."))
            .Schema<CallbackJson>(
                "Callback",
                "Somebody who waits to be called back.",
                ("ddi", "The account number."),
                ("name", "Whom to ask for."),
                ("phone", "The number to call: country code and national number, as one number."),
                ("ticket", "The ticket that it is about, if there is one."),
                ("platform", "What the person uses."),
                ("details", "What the latest note says that says anything."),
                ("status", "The status since the latest note."),
                ("notes", "All notes, the oldest first."));

        api.Operation(nameof(CallbackFunctions.ListCallbacks), "Lists callbacks")
            .ListsInCallbacks(Example())
            .Query("status", Schema.Text("The status."), "New")
            .Query("platform", Schema.Text("What the person uses."), "linux")
            .Query("ddi", Schema.Numeric("The account number."), 123456)
            .Query("ticket", Schema.Numeric("The ticket; `null` for those without."), 42);
        api.Operation(nameof(CallbackFunctions.CreateCallback), "Creates a callback")
            .CreatesInCallbacks(Example())
            .TakesInCallbacks(New(), Content.Example(
                """{"ddi":123456,"name":"Ada","phone":447700900108,"ticket":42,"platform":"linux","details":"cannot log in"}"""));
        api.Operation(nameof(CallbackFunctions.ShowCallback), "Shows a callback").ShowsInCallbacks(Example());
        api.Operation(nameof(CallbackFunctions.UpdateCallback), "Adds a note to a callback")
            .ShowsInCallbacks(Example() with { Status = "Called", Details = "left a message" })
            .TakesInCallbacks(
                Schema.Object("A note: details, a status, or both.", Details(), Status("The status from now on.")),
                Content.Example("""{"details":"left a message","status":"Called"}"""));
        api.Operation(nameof(CallbackFunctions.CallCallback), "Rings the person and connects them with an agent")
            .Says("What came of it is a note afterwards. Refused while they are being called.")
            .InCallbacks()
            .TakesInCallbacks(
                Schema.Object("Who shall talk to them.", ("agent", Schema.Text("The agent's number, with its country code.")))
                    .Requires("agent"),
                Content.Example("""{"agent":"+447700900208"}"""))
            .Answer(StatusCodes.Status202Accepted, "They will be called.", Content.Json(
                Schema.Object(
                    "A call to somebody who waits.",
                    ("callback", Schema.Integer("The id of the callback.")),
                    ("phone", Schema.Text("The number that is called.")),
                    ("agent", Schema.Text("The agent's number.")))
                    .Requires("callback", "phone", "agent"),
                Content.Example("""{"callback":1,"phone":"+447700900108","agent":"+447700900208"}""")));
    }

    private static CallbackJson Example() => new(
        1,
        Ddi: 123456,
        "Ada",
        Phone: 447700900108,
        Ticket: 42,
        "linux",
        "cannot log in",
        "New",
        Created,
        Created,
        [new NoteJson("cannot log in", "New", Created)]);

    private static JsonObject New() => Schema.Object(
        "Somebody who waits to be called back.",
        ("ddi", Schema.Numeric("The account number.")),
        ("name", Schema.Text("Whom to ask for.", longest: 250)),
        ("phone", Schema.Numeric("The number to call: country code and national number.")),
        ("ticket", Schema.Numeric("The ticket that it is about, if there is one.").OrNull()),
        ("platform", Schema.Text("What the person uses: windows or linux.", longest: 250)),
        Details(),
        Status("The status: New if nothing is said."))
        .Requires("ddi", "name", "phone", "platform", "details");

    private static (string, JsonObject) Details() => ("details", Schema.Text("What the note says.", longest: 32_768));

    private static (string, JsonObject) Status(string description) => ("status", Schema.Text(description, longest: 250));
}
