using Switchboard.Http;
using Switchboard.Identity;
using Switchboard.Messaging;
using Switchboard.Storage;

namespace Switchboard.Tickets;

/// <summary>The tickets and their replies. Customers see and touch their own, staff all.</summary>
public sealed class Tickets(
    Tables tables, PartitionWriters writers, IdSequence ids, Users users, Outbox outbox, ITicketCodes codes, TimeProvider clock)
{
    /// <summary>The partition of all tickets.</summary>
    public const string Partition = "tickets";

    // How many things a list shows of which no page was asked for.
    private const int LongestList = 1_000;

    private readonly Collection<Ticket> _tickets = new(writers, tables.Tickets, Partition, "ticket.", changesCount: false);

    /// <summary>The path of a ticket.</summary>
    public static string PathOf(string code) => $"/tickets/{code}";

    /// <summary>Opens a ticket under a code that no other has.</summary>
    public async Task<Outcome<Ticket>> CreateAsync(User user, TicketWish wish, CancellationToken cancellation)
    {
        if (wish.Errors.Any)
            return wish.Errors;

        var number = await ids.NextAsync("tickets", cancellation);
        var ticket = new Ticket
        {
            PartitionKey = Partition,
            Id = Ticket.IdOf(number),
            UserId = user.Id,
            UserEmail = user.Email,
            UserName = user.Name,
            UserType = user.Type,
            Subject = wish.Subject,
            Department = wish.Department,
            Priority = wish.Priority,
            Message = wish.Message,
            CreatedAt = clock.GetUtcNow(),
        };
        for (var tries = 0; ; tries++)
        {
            var coded = ticket with { Code = codes.Next(TicketCodes.DigitsOf(number, tries)) };
            var change = new Change();
            Announce(change, coded, user, coded.Message);
            try
            {
                await _tickets.AddAsync(coded, change);
                return coded;
            }
            catch (ChangeRejectedException rejected) when (_tickets.IsTaken(rejected))
            {
                // Another ticket has this code.
            }
        }
    }

    /// <summary>The ticket with this code, if the user may see it.</summary>
    public async Task<Outcome<Ticket>> FindAsync(User user, string code, CancellationToken cancellation) =>
        await FindTicketAsync(user, code, cancellation) is { } ticket ? ticket : Outcome<Ticket>.NotFound;

    /// <summary>The tickets that a user may see and asks for, the newest first.</summary>
    public async Task<Outcome<ListPage<Ticket>>> ListAsync(User user, TicketFilter filter, CancellationToken cancellation)
    {
        if (filter.Errors.Any)
            return filter.Errors;

        var terms = filter.Terms.ToList();
        if (user.Type == UserType.Customer)
            terms.Add(Ticket.UserTerm(user.Id));
        if (filter.User is { } email)
            terms.Add(Ticket.UserTerm(await users.FindIdAsync(email, cancellation) ?? 0));
        if (filter.Code is { } code)
            return await WithCodeAsync(code, terms, cancellation);

        var (skip, count) = filter.Paging is { } paging ? (paging.Skip, paging.PerPage) : (0, LongestList);
        return await _tickets.PageAsync(Query<Ticket>.ByTerms(terms, skip, count), cancellation);
    }

    /// <summary>Closes a ticket, or opens it again.</summary>
    public async Task<Outcome<Ticket>> CloseAsync(User user, string code, bool closed, CancellationToken cancellation) =>
        await FindTicketAsync(user, code, cancellation) is { } ticket
            ? await _tickets.UpdateAsync(
                ticket.Id,
                before => before.Closed == closed ? before : before with { Closed = closed, ChangedAt = clock.GetUtcNow() },
                cancellation)
            : Outcome<Ticket>.NotFound;

    /// <summary>Replies to a ticket, which opens it again if it was closed.</summary>
    public async Task<Outcome<TicketReply>> ReplyAsync(User user, ReplyWish wish, CancellationToken cancellation)
    {
        if (wish.Errors.Any)
            return wish.Errors;
        if (await FindTicketAsync(user, wish.Ticket, cancellation) is not { } ticket)
            return Outcome<TicketReply>.NotFound;

        Reply? reply = null;
        var outcome = await _tickets.UpdateAsync(
            ticket.Id,
            before => before with
            {
                Replies = before.Replies + 1,
                Closed = false,
                ChangedAt = before.Closed ? clock.GetUtcNow() : before.ChangedAt,
            },
            cancellation,
            (change, after) =>
            {
                reply = Reply.LatestTo(after, user, wish.Message, clock.GetUtcNow());
                change.Insert(reply);
                Announce(change, after, user, wish.Message);
            });
        return outcome is Outcome<Ticket>.Success { Value: var replied }
            ? new TicketReply(replied, reply!)
            : Outcome<TicketReply>.NotFound;
    }

    /// <summary>The replies to a ticket that the user may see, the newest first.</summary>
    public async Task<Outcome<ListPage<TicketReply>>> RepliesAsync(
        User user, string code, Paging? paging, CancellationToken cancellation)
    {
        if (await FindTicketAsync(user, code, cancellation) is not { } ticket)
            return Outcome<ListPage<TicketReply>>.NotFound;

        var (skip, count) = paging is not null ? (paging.Skip, paging.PerPage) : (0, LongestList);
        if (skip >= ticket.Replies)
            return new ListPage<TicketReply>([], ticket.Replies);
        var replies = await tables.Tickets
            .QueryAsync<Reply>(Reply.Range(ticket, skip), count, cancellationToken: cancellation)
            .Take(count)
            .Select(reply => new TicketReply(ticket, reply))
            .ToListAsync(cancellation);
        return new ListPage<TicketReply>(replies, ticket.Replies);
    }

    private void Announce(Change change, Ticket ticket, User writer, string message)
    {
        if (TicketLetter.Of(ticket, writer, message) is { } letter)
            ticket.Thread = outbox.Leave(change, Partition, letter);
    }

    private async Task<Ticket?> FindTicketAsync(User user, string code, CancellationToken cancellation) =>
        await _tickets.FindIdAsync(Ticket.CodeKey(code), cancellation) is { } id
            && await _tickets.FindAsync(id, cancellation) is { } ticket && ticket.IsFor(user)
                ? ticket
                : null;

    private async Task<ListPage<Ticket>> WithCodeAsync(string code, List<Term> terms, CancellationToken cancellation)
    {
        var found = await _tickets.FindIdAsync(Ticket.CodeKey(code), cancellation) is { } id
            ? await _tickets.FindAsync(id, cancellation)
            : null;
        return found is not null && !terms.Except(found.Terms()).Any()
            ? new ListPage<Ticket>([found], 1)
            : new ListPage<Ticket>([], 0);
    }
}

/// <summary>A reply and the ticket that it belongs to.</summary>
public sealed record TicketReply(Ticket Ticket, Reply Reply);
