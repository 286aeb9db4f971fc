using Microsoft.Extensions.DependencyInjection.Extensions;
using Switchboard.Http;
using Switchboard.Http.OpenApi;

namespace Switchboard.Identity;

/// <summary>Adds users.</summary>
public static class IdentityRegistration
{
    /// <summary>Registers users, their tokens and the administrator. The tables must be registered before.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(AdministratorCredential.Read(configuration))
            .AddSingleton<Users>()
            .AddSingleton<RouteFamily, UserFamily>()
            .AddSingleton<IDescribesRoutes, UserDescription>()
            .AddHostedService<DemoUsers>();
    }
}
