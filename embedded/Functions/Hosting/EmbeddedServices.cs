using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.Functions.Discovery;
using Switchboard.Embedded.Functions.Http;
using Switchboard.Embedded.Functions.Invocation;
using Switchboard.Embedded.Functions.Middleware;
using Switchboard.Embedded.Functions.Timers;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>Puts the embedded cloud together.</summary>
internal static class EmbeddedServices
{
    /// <summary>
    /// The cloud: registered before anything of the application, so that it starts first and stops last.
    /// </summary>
    public static void AddEmbeddedCloud(
        this IServiceCollection services,
        EmbeddedSettings settings,
        EmbeddedPorts ports,
        EmbeddedStorage storage,
        EmbeddedTime time,
        HostJson host)
    {
        services.AddSingleton(storage);
        services.AddSingleton(time);
        services.AddSingleton(time.Clock);
        services.AddSingleton<WorkTracker>();
        services.AddOptions<WorkerOptions>();
        services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        services.AddSingleton(provider => new EmbeddedCloud(
            settings, ports, storage, time, provider.GetRequiredService<WorkTracker>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedCloud>());
        // As the real worker connects: before the application's own hosted services start.
        services.AddHostedService<FunctionRuntime>();
        services.AddSingleton(provider => new DurableEngine(
            provider.GetRequiredService<EmbeddedCloud>().Rows,
            provider.GetRequiredService<DurableFunctions>(),
            time.Clock,
            provider.GetRequiredService<WorkTracker>(),
            DurableSettingsOf(settings, host, provider),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => new DurableBinding(provider.GetRequiredService<DurableEngine>().CreateClient(
            new ManagementAddress(
                $"http://127.0.0.1:{ports.Functions}",
                $"taskHub={HubName(host)}&connection=Storage&code={provider.GetRequiredService<FunctionKeys>().Durable}"))));
    }

    /// <summary>The application's functions.</summary>
    public static void AddFunctions(
        this IServiceCollection services,
        FunctionCatalog catalog,
        RouteTable routes,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> steps)
    {
        services.AddSingleton(catalog);
        services.AddSingleton(routes);
        services.AddSingleton(provider => new FunctionPipeline(
            steps, provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<DurableFunctions>();
        services.AddSingleton(provider => new TimerMemory(provider.GetRequiredService<EmbeddedCloud>().Rows));
        services.AddSingleton(provider => new TimerFunctions(
            catalog,
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<TimerMemory>(),
            provider.GetRequiredService<FunctionPipeline>(),
            provider.GetRequiredService<EmbeddedTime>().Clock,
            provider.GetRequiredService<WorkTracker>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => new FunctionKeys(
            provider.GetRequiredService<IConfiguration>()["MASTER_KEY"]));
        services.AddSingleton(provider => new HostPages(
            provider.GetRequiredService<IConfiguration>()["AzureWebJobsDisableHomepage"]
                ?.Equals("true", StringComparison.OrdinalIgnoreCase) != true,
            provider.GetRequiredService<FunctionKeys>(),
            provider.GetRequiredService<TimerFunctions>(),
            provider.GetRequiredService<DurableWebhooks>()));
        services.AddSingleton<InstanceWebhooks>();
        services.AddSingleton<EntityWebhooks>();
        services.AddSingleton<DurableWebhooks>();
        services.AddSingleton<HttpFunctions>();
    }

    private static DurableSettings DurableSettingsOf(
        EmbeddedSettings settings, HostJson host, IServiceProvider services)
    {
        return new DurableSettings
        {
            HubName = HubName(host),
            ActivityErrorTypes = !services.GetRequiredService<IOptions<WorkerOptions>>().Value.EnableUserCodeException,
            ReplayEveryEvent = settings.DurableReplayEveryEvent,
            Imprecision = settings.DurableImprecision,
        };
    }

    private static string HubName(HostJson host) =>
        host.HubName is { Length: > 0 } hub ? hub : DurableSettings.DefaultHubName;
}

/// <summary>What <c>[DurableClient]</c> parameters are given.</summary>
internal sealed record DurableBinding(DurableTaskClient Client);
