using System.Globalization;
using Switchboard.Identity;

namespace Switchboard.Tickets;

/// <summary>A ticket as the API shows it: the fields of the ticketing system in its order, without its user's token.</summary>
public sealed record TicketJson(
    EmbeddedUserJson User,
    string Subject,
    string Department,
    string Priority,
    string Message,
    string Code,
    bool Closed,
    string CreatedAt,
    string? UpdatedAt)
{
    /// <summary>Shows a ticket.</summary>
    public static TicketJson From(Ticket ticket) => new(
        new EmbeddedUserJson(ticket.UserEmail, ticket.UserType, ticket.UserName),
        ticket.Subject,
        ticket.Department,
        ticket.Priority,
        ticket.Message,
        ticket.Code,
        ticket.Closed,
        Text(ticket.CreatedAt),
        ticket.ChangedAt is { } updated ? Text(updated) : null);

    /// <summary>A moment as this API writes it: in UTC, with microseconds.</summary>
    internal static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}

/// <summary>A reply as the API shows it, with the whole ticket.</summary>
public sealed record ReplyJson(EmbeddedUserJson User, TicketJson Ticket, string Message, string CreatedAt)
{
    /// <summary>Shows a reply.</summary>
    public static ReplyJson From(TicketReply reply) => new(
        new EmbeddedUserJson(reply.Reply.UserEmail, reply.Reply.UserType, reply.Reply.UserName),
        TicketJson.From(reply.Ticket),
        reply.Reply.Message,
        TicketJson.Text(reply.Reply.CreatedAt));
}
