using System.Text.Json;
using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Identity;
using Switchboard.Messaging;

namespace Switchboard.Tickets;

/// <summary>The API of tickets.</summary>
public sealed class TicketFunctions(Tickets tickets, OutboxBell bell)
{
    private const string NotFound = "Ticket not found.";
    private const string NotYours = "Ticket not found among yours.";

    // The code is in the path; it may be said again.
    private static readonly string[] Changeable = ["closed", "code"];

    /// <summary>
    /// <c>GET /tickets</c>: the tickets that the user may see, the newest first, filtered by <c>code</c>, <c>closed</c>,
    /// <c>department</c>, <c>priority</c> and <c>user</c>. All (of very many, the newest 1,000), or the page that
    /// <c>page</c> and <c>per_page</c> ask for.
    /// </summary>
    [Function(nameof(ListTickets))]
    public async Task<IResult> ListTickets(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "tickets")] HttpRequest http,
        CancellationToken cancellation)
    {
        var filter = TicketFilter.From(TicketRequest.Query(http));
        var outcome = await tickets.ListAsync(UserOf(http), filter, cancellation);
        return TicketResults.From(outcome, page => TicketResults.List(
            http, filter.Paging, page.Items.Select(TicketJson.From), page.Total));
    }

    /// <summary><c>POST /tickets</c>: opens a ticket.</summary>
    [Function(nameof(CreateTicket))]
    public async Task<IResult> CreateTicket(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "tickets")] HttpRequest http,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        var wish = TicketWish.From(await TicketRequest.ReadAsync(http, cancellation));
        var outcome = await tickets.CreateAsync(UserOf(http), wish, cancellation);
        if (outcome is Outcome<Ticket>.Success { Value.Thread: not null })
            await bell.RingAsync(orchestrations);
        return TicketResults.From(outcome, ticket => TicketResults.Created(
            Tickets.PathOf(ticket.Code), TicketJson.From(ticket)));
    }

    /// <summary><c>GET /tickets/{code}</c>: a ticket.</summary>
    [Function(nameof(ShowTicket))]
    public async Task<IResult> ShowTicket(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "tickets/{code}")] HttpRequest http,
        string code,
        CancellationToken cancellation)
    {
        var user = UserOf(http);
        var outcome = await tickets.FindAsync(user, code, cancellation);
        return TicketResults.From(outcome, ticket => TicketResults.Ok(TicketJson.From(ticket)), Missing(user));
    }

    /// <summary><c>PATCH /tickets/{code}</c> with <c>{"closed": true}</c>: closes a ticket; with false, opens it again.</summary>
    [Function(nameof(CloseTicket))]
    public async Task<IResult> CloseTicket(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "tickets/{code}")] HttpRequest http,
        string code,
        CancellationToken cancellation)
    {
        var user = UserOf(http);
        var parameters = await TicketRequest.ReadAsync(http, cancellation);
        var errors = new ValidationErrors();
        var closed = ReadClosed(parameters, errors);
        if (errors.Any)
            return TicketResults.Invalid(errors);
        var outcome = await tickets.CloseAsync(user, code, closed, cancellation);
        return TicketResults.From(outcome, ticket => TicketResults.Ok(TicketJson.From(ticket)), Missing(user));
    }

    /// <summary><c>GET /replies?ticket={code}</c>: the replies to a ticket, the newest first.</summary>
    [Function(nameof(ListReplies))]
    public async Task<IResult> ListReplies(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "replies")] HttpRequest http,
        CancellationToken cancellation)
    {
        var query = TicketRequest.Query(http);
        if (query.Text("ticket") is not { Length: > 0 } code)
            return TicketResults.Invalid(ValidationErrors.Of("ticket", "Missing value for attribute ticket"));
        var paging = TicketFilter.PagingOf(query);
        var outcome = await tickets.RepliesAsync(UserOf(http), code, paging, cancellation);
        return TicketResults.From(
            outcome, page => TicketResults.List(http, paging, page.Items.Select(ReplyJson.From), page.Total), NotFound);
    }

    /// <summary><c>POST /replies</c>: replies to a ticket, which opens it again if it was closed.</summary>
    [Function(nameof(CreateReply))]
    public async Task<IResult> CreateReply(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "replies")] HttpRequest http,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        var wish = ReplyWish.From(await TicketRequest.ReadAsync(http, cancellation));
        var outcome = await tickets.ReplyAsync(UserOf(http), wish, cancellation);
        if (outcome is Outcome<TicketReply>.Success { Value.Ticket.Thread: not null })
            await bell.RingAsync(orchestrations);
        return TicketResults.From(
            outcome,
            reply => TicketResults.Created($"/replies?ticket={reply.Ticket.Code}", ReplyJson.From(reply)),
            NotFound);
    }

    private static User UserOf(HttpRequest http) => http.HttpContext.Features.Get<User>()
        ?? throw new InvalidOperationException("The family's authentication lets nobody pass without a user.");

    // A customer does not learn whether somebody else has such a ticket.
    private static string Missing(User user) => user.Type == UserType.Staff ? NotFound : NotYours;

    private static bool ReadClosed(JsonObject parameters, ValidationErrors errors)
    {
        TicketWish.CheckNames(parameters, Changeable, errors);
        if (errors.AddIf(parameters["closed"] is null, "closed", "Missing value for attribute closed"))
            return false;
        var kind = parameters["closed"]!.GetValueKind();
        errors.AddIf(kind is not (JsonValueKind.True or JsonValueKind.False), "closed", "Invalid value for attribute closed");
        return kind == JsonValueKind.True;
    }
}
