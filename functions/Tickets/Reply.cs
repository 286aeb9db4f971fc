using Switchboard.Identity;
using Switchboard.Storage;

namespace Switchboard.Tickets;

/// <summary>
/// What somebody wrote about a ticket. Keys: the partition of tickets; RowKey is <c>reply.{ticket}.{number}</c> with
/// numbers that fall from reply to reply, so that the newest come first, and any page of them is one range.
/// </summary>
public sealed record Reply : Row
{
    private const string Prefix = "reply.";
    private const long Oldest = 999_999_999_999_999_999;

    /// <summary>The address of whoever wrote it.</summary>
    public string UserEmail { get; set; } = "";

    /// <summary>The name of whoever wrote it.</summary>
    public string UserName { get; set; } = "";

    /// <summary>The role of whoever wrote it.</summary>
    public UserType UserType { get; set; }

    /// <summary>What it says.</summary>
    public string Message { get; set; } = "";

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The latest reply to a ticket.</summary>
    public static Reply LatestTo(Ticket ticket, User user, string message, DateTimeOffset now) => new()
    {
        PartitionKey = ticket.PartitionKey,
        RowKey = KeyOf(ticket, ticket.Replies),
        UserEmail = user.Email,
        UserName = user.Name,
        UserType = user.Type,
        Message = message,
        CreatedAt = now,
    };

    /// <summary>The replies to a ticket, without its <paramref name="skip"/> newest.</summary>
    public static string Range(Ticket ticket, long skip) => RowRange.Filter(
        ticket.PartitionKey, KeyOf(ticket, ticket.Replies - skip), KeyOf(ticket, 0));

    private static string KeyOf(Ticket ticket, long number) =>
        $"{Prefix}{Storage.RowKey.Number(ticket.Id)}.{Storage.RowKey.Number(Oldest - number)}";
}
