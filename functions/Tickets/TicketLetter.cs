using Switchboard.Identity;
using Switchboard.Messaging;

namespace Switchboard.Tickets;

/// <summary>The mail about what somebody wrote: to the staff if it was a customer, otherwise to whoever opened the ticket.</summary>
internal static class TicketLetter
{
    /// <summary>The mail; null where the only one to tell wrote it.</summary>
    public static Letter? Of(Ticket ticket, User writer, string message)
    {
        var isFromCustomer = writer.Type == UserType.Customer;
        if (!isFromCustomer && ticket.UserId == writer.Id)
            return null;
        return new Letter
        {
            To = isFromCustomer ? [] : [ticket.UserEmail],
            ToAll = isFromCustomer ? UserType.Staff : null,
            About = $"tickets/{ticket.Code}",
            Thread = ticket.Thread,
            // The code makes the subject one thread's own, for mail programs that group by nothing else.
            Subject = $"{ticket.Subject} [#{ticket.Code}]",
            Facts =
            [
                new Fact("From", writer.Name),
                new Fact("Ticket", ticket.Code),
                new Fact("Department", ticket.Department),
                new Fact("Priority", ticket.Priority),
            ],
            Body = message,
            Path = Tickets.PathOf(ticket.Code),
        };
    }
}
