using System.Text.Json.Nodes;
using Switchboard.Http;
using Switchboard.Storage;

namespace Switchboard.Tickets;

/// <summary>Which tickets a request asks for. Values that no ticket has find nothing; keys that are none are refused.</summary>
/// <param name="Code">The ticket with this code.</param>
/// <param name="User">The tickets of the user with this mail address.</param>
/// <param name="Terms">The terms that tickets must have.</param>
/// <param name="Paging">The page, if one was asked for.</param>
/// <param name="Errors">What is wrong with the request.</param>
public sealed record TicketFilter(
    string? Code, string? User, IReadOnlyList<Term> Terms, Paging? Paging, ValidationErrors Errors)
{
    /// <summary>Reads the filter of a query.</summary>
    public static TicketFilter From(JsonObject query)
    {
        var errors = new ValidationErrors();
        var terms = new List<Term>();
        foreach (var (name, _) in query)
        {
            switch (name)
            {
                case "department" or "priority":
                    terms.Add(Storage.Terms.Of(name, query.Text(name) ?? ""));
                    break;
                case "closed":
                    AddClosed(query.Text(name), terms, errors);
                    break;
                case "code" or "user" or "page" or "per_page":
                    break;
                default:
                    errors.Add(name, $"key {name} cannot be used");
                    break;
            }
        }

        return new TicketFilter(
            query.Has("code") ? query.Text("code") ?? "" : null,
            query.Has("user") ? query.Text("user") ?? "" : null,
            terms,
            PagingOf(query),
            errors);
    }

    /// <summary>The page that a query asks for, if it asks for one.</summary>
    public static Paging? PagingOf(JsonObject query) =>
        query.Has("page") || query.Has("per_page") ? Paging.From(query) : null;

    private static void AddClosed(string? text, List<Term> terms, ValidationErrors errors)
    {
        if (!errors.AddIf(!bool.TryParse(text, out var closed), "closed", "Invalid value for attribute closed"))
            terms.Add(Ticket.ClosedTerm(closed));
    }
}
