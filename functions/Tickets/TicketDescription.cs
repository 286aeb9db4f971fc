using System.Text.Json.Nodes;
using Switchboard.Http.OpenApi;
using Switchboard.Identity;

namespace Switchboard.Tickets;

/// <summary>Describes tickets and their replies to clients.</summary>
internal sealed class TicketDescription : IDescribesRoutes
{
    private const string Code = "3f9a1";

    /// <inheritdoc/>
    public void Describe(OpenApiBuilder api)
    {
        api.Tag("Tickets", "Requests for support. Customers see and touch their own, staff all. Lists are arrays, the newest first.")
            .Schema<TicketJson>(
                "Ticket",
                "A request for support.",
                ("user", "Who opened it."),
                ("code", "By which it is named."),
                ("closed", "Whether it is done with; a reply opens it again."),
                ("created_at", "When it was opened, in UTC."),
                ("updated_at", "When it was last closed or opened again, in UTC; null if never."))
            .Schema<ReplyJson>("Reply", "What somebody wrote about a ticket.", ("user", "Who wrote it."));

        api.Operation(nameof(TicketFunctions.ListTickets), "Lists tickets")
            .Says("All, of very many the newest 1,000; or, where one is asked for, a page.")
            .ForUsers()
            .ListsInTickets(Example())
            .Query("code", Schema.Text("The code."), Code)
            .Query("closed", Schema.Flag("Whether it is done with."), false)
            .Query("department", Department(), "technical")
            .Query("priority", Priority(), "high")
            .Query("user", Schema.Text("The mail address of who opened it."), "ada@customers.example")
            .CanBeWrong();
        api.Operation(nameof(TicketFunctions.CreateTicket), "Opens a ticket")
            .ForUsers()
            .TakesInTickets(
                Schema.Object(
                    "A ticket to be opened.",
                    ("subject", Schema.Text("What it is about.", longest: 250)),
                    ("priority", Priority()),
                    ("department", Department()),
                    ("message", Message()))
                    .Requires("subject", "priority", "department", "message"),
                Content.Example("""{"subject":"CAN'T LOGIN","priority":"high","department":"technical","message":"lorem ipsum..."}"""))
            .CreatesInTickets(Example());
        api.Operation(nameof(TicketFunctions.ShowTicket), "Shows a ticket")
            .ForUsers()
            .InPath("code", Schema.Text("The code."), Code)
            .ShowsInTickets(Example())
            .CanBeMissing();
        api.Operation(nameof(TicketFunctions.CloseTicket), "Closes a ticket, or opens it again")
            .ForUsers()
            .InPath("code", Schema.Text("The code."), Code)
            .TakesInTickets(
                Schema.Object("What is to be changed.", ("closed", Schema.Flag("Whether it is done with."))).Requires("closed"),
                Content.Example("""{"closed":true}"""))
            .ShowsInTickets(Example() with { Closed = true, UpdatedAt = "2017-11-10 09:30:00.000000" })
            .CanBeMissing();
        api.Operation(nameof(TicketFunctions.ListReplies), "Lists the replies to a ticket")
            .ForUsers()
            .Query("ticket", Schema.Text("The code of the ticket."), Code, required: true)
            .ListsInTickets(Reply())
            .CanBeWrong()
            .CanBeMissing();
        api.Operation(nameof(TicketFunctions.CreateReply), "Replies to a ticket")
            .Says("Opens it again if it was closed.")
            .ForUsers()
            .TakesInTickets(
                Schema.Object("A reply.", ("ticket", Schema.Text("The code of the ticket.", longest: 20)), ("message", Message()))
                    .Requires("ticket", "message"),
                new JsonObject { ["ticket"] = Code, ["message"] = "lorem ipsum..." })
            .CreatesInTickets(Reply())
            .CanBeMissing();
    }

    private static JsonObject Priority() => Schema.Word("How urgent it is.", "low", "medium", "high");

    private static JsonObject Department() => Schema.Word("Who shall answer.", "sales", "technical", "security");

    private static JsonObject Message() => Schema.Text("What is written.", TicketWish.LongestMessage);

    private static TicketJson Example() => new(
        Customer(),
        "CAN'T LOGIN",
        "technical",
        "high",
        "lorem ipsum...",
        Code,
        Closed: false,
        CreatedAt: "2017-11-09 10:00:00.000000",
        UpdatedAt: null);

    private static ReplyJson Reply() => new(Customer(), Example(), "lorem ipsum...", CreatedAt: "2017-11-09 10:05:00.000000");

    private static EmbeddedUserJson Customer() => new("ada@customers.example", UserType.Customer, "Ada Lovelace");
}
