using System.Runtime.Serialization;
using Switchboard.Identity;
using Switchboard.Storage;

namespace Switchboard.Tickets;

/// <summary>
/// A request for support. Keys: one partition for all, which staff read in one list; RowKey is <c>ticket.</c> and an id
/// that falls from ticket to ticket, so that the newest come first in the order of the rows. Beside it in the partition are
/// its replies (<see cref="Reply"/>) and the mails about it that are not on their way yet.
/// </summary>
public sealed record Ticket : Row, ICollected
{
    // Keys have room for 19 digits; ids are given out from here down.
    private const long Oldest = 999_999_999_999_999_999;

    /// <inheritdoc/>
    public long Id { get; set; }

    /// <summary>The code by which people name it.</summary>
    public string Code { get; set; } = "";

    /// <summary>The id of whoever opened it.</summary>
    public long UserId { get; set; }

    /// <summary>The address of whoever opened it.</summary>
    public string UserEmail { get; set; } = "";

    /// <summary>The name of whoever opened it.</summary>
    public string UserName { get; set; } = "";

    /// <summary>The role of whoever opened it.</summary>
    public UserType UserType { get; set; }

    /// <summary>What it is about.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Who shall answer: sales, technical, security.</summary>
    public string Department { get; set; } = "";

    /// <summary>How urgent it is: low, medium, high.</summary>
    public string Priority { get; set; } = "";

    /// <summary>What was written.</summary>
    public string Message { get; set; } = "";

    /// <summary>Whether it is done with; a reply opens it again.</summary>
    public bool Closed { get; set; }

    /// <summary>How many replies there are.</summary>
    public long Replies { get; set; }

    /// <summary>The thread of the mails about it; null until there is one.</summary>
    public Guid? Thread { get; set; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last closed or opened again; null if never.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>When it was last changed, at the latest when it was opened.</summary>
    [IgnoreDataMember]
    public DateTimeOffset UpdatedAt => ChangedAt ?? CreatedAt;

    /// <summary>The id of the ticket with this number, counted from 1.</summary>
    public static long IdOf(long number) => Oldest - number;

    /// <summary>The unique key of a code.</summary>
    public static string CodeKey(string code) => $"code={code}";

    /// <summary>The term by which somebody's tickets are found.</summary>
    public static Term UserTerm(long user) => Storage.Terms.Of("user", user);

    /// <summary>The term by which open or closed tickets are found.</summary>
    public static Term ClosedTerm(bool closed) => Storage.Terms.Of("closed", closed ? "true" : "false");

    /// <inheritdoc/>
    public IEnumerable<Term> Terms() =>
    [
        UserTerm(UserId),
        ClosedTerm(Closed),
        Storage.Terms.Of("department", Department),
        Storage.Terms.Of("priority", Priority),
    ];

    /// <inheritdoc/>
    public IEnumerable<string> UniqueKeys() => [CodeKey(Code)];

    /// <summary>Whether somebody may see and touch it.</summary>
    public bool IsFor(User user) => user.Type == UserType.Staff || UserId == user.Id;
}
