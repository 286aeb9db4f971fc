using Switchboard.Http;
using Switchboard.Http.OpenApi;
using Switchboard.Messaging;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callbacks;

/// <summary>Adds callbacks.</summary>
public static class CallbacksRegistration
{
    /// <summary>Registers callbacks with their settings.</summary>
    public static IServiceCollection AddCallbacks(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(Settings.Bind<CallbackOptions>(configuration))
        .AddSingleton<RouteFamily, CallbackFamily>()
        .AddSingleton(provider => new OutboxSource(provider.GetRequiredService<Tables>().Callbacks, Callbacks.Partition))
        .AddSingleton<Callbacks>()
        .AddSingleton<AgentLegs>()
        .AddSingleton<CallbackCalls>()
        .AddSingleton<ICallOwner, CallbackCallOwner>()
        .AddSingleton<ICallFlow, ConnectingFlow>()
        .AddSingleton<IDescribesRoutes, CallbackDescription>();
}
