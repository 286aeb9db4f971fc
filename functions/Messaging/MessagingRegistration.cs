using Switchboard.Http.OpenApi;

namespace Switchboard.Messaging;

/// <summary>Adds mail and text messages.</summary>
public static class MessagingRegistration
{
    /// <summary>Registers messaging with its settings. Capabilities that leave letters add their <see cref="OutboxSource"/>.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(Settings.Bind<MessagingOptions>(configuration))
        .AddSingleton<Outbox>()
        .AddSingleton<OutboxBell>()
        .AddSingleton<OutboxRelay>()
        .AddSingleton<Messages>()
        .AddSingleton<MailService>()
        .AddSingleton<TextService>()
        .AddSingleton<Dispatcher>()
        .AddSingleton<IDescribesRoutes, MessageDescription>();
}
