using Switchboard.Http;
using Switchboard.Http.OpenApi;
using Switchboard.Messaging;
using Switchboard.Storage;

namespace Switchboard.Tickets;

/// <summary>Adds tickets.</summary>
public static class TicketsRegistration
{
    /// <summary>Registers tickets. Users and messaging must be registered beside them.</summary>
    public static IServiceCollection AddTickets(this IServiceCollection services) => services
        .AddSingleton<RouteFamily, TicketFamily>()
        .AddSingleton(provider => new OutboxSource(provider.GetRequiredService<Tables>().Tickets, Tickets.Partition))
        .AddSingleton<ITicketCodes, RandomTicketCodes>()
        .AddSingleton<Tickets>()
        .AddSingleton<IDescribesRoutes, TicketDescription>();
}
