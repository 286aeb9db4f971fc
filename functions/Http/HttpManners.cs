using Microsoft.AspNetCore.Server.Kestrel.Core;
using Switchboard.Http.OpenApi;
using Switchboard.Identity;

namespace Switchboard.Http;

/// <summary>Puts the common manners of all routes into an application.</summary>
public static class HttpManners
{
    /// <summary>The longest body that the Functions host passes on: 100 MiB. It cuts longer ones off itself.</summary>
    public const long HostBodyLimit = 100 * 1024 * 1024;

    /// <summary>Adds routes, families and credentials; further families are added as <see cref="RouteFamily"/>.</summary>
    public static IServiceCollection AddHttpManners(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSingleton(BasicCredential.Read(configuration))
            .AddSingleton(new RouteTable(typeof(HttpManners).Assembly.GetTypes()))
            .AddSingleton<RouteFamilies>()
            .AddSingleton<RouteFamily, SiteFamily>()
            .AddSingleton<RouteFamily, ApiFamily>()
            .AddSingleton<OpenApiDocument>()
            .AddSingleton<IDescribesRoutes, SiteDescription>()
            .AddHealthChecks().Services
            // Otherwise the worker cuts off at 30 MB what the host would still take, with an empty 500.
            .Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = HostBodyLimit);

    /// <summary>Adds the middleware; call it after <c>ConfigureFunctionsWebApplication</c>.</summary>
    public static FunctionsApplicationBuilder UseHttpManners(this FunctionsApplicationBuilder builder)
    {
        builder.UseMiddleware<ErrorBoundary>();
        builder.UseMiddleware<FamilyAuthentication>();
        return builder;
    }
}
