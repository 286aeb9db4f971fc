using System.Text.Json.Nodes;
using Switchboard.Http;

namespace Switchboard.Tickets;

/// <summary>What a request wants of a new reply.</summary>
/// <param name="Ticket">The code of the ticket.</param>
/// <param name="Message">What it says.</param>
/// <param name="Errors">What is wrong with the request.</param>
public sealed record ReplyWish(string Ticket, string Message, ValidationErrors Errors)
{
    private const int LongestCode = 20;

    private static readonly string[] Known = ["ticket", "message", "user"];

    /// <summary>Reads the wish to reply to a ticket.</summary>
    public static ReplyWish From(JsonObject parameters)
    {
        var errors = new ValidationErrors();
        TicketWish.CheckNames(parameters, Known, errors);
        return new ReplyWish(
            parameters.RequiredText("ticket", LongestCode, errors),
            parameters.RequiredText("message", TicketWish.LongestMessage, errors),
            errors);
    }
}
