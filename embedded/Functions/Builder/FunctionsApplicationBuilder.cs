using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Functions.Discovery;
using Switchboard.Embedded.Functions.Hosting;
using Switchboard.Embedded.Functions.Http;
using Switchboard.Embedded.Functions.Middleware;

namespace Switchboard.Embedded.Functions.Builder;

/// <summary>Builds a Functions application and the embedded cloud around it.</summary>
public sealed class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly EmbeddedSurroundings _surroundings;
    private readonly EmbeddedSettings _settings;
    private readonly EmbeddedPorts _ports;
    private readonly EmbeddedStorage _storage;
    private readonly HostJson _host;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _steps = [];
    private bool _isWebApplication;

    private FunctionsApplicationBuilder(EmbeddedSurroundings surroundings, string[] args)
    {
        _surroundings = surroundings;
        _host = surroundings.ReadHostJson();
        _web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = surroundings.Application.GetName().Name,
            ContentRootPath = surroundings.Folder,
            EnvironmentName = "Development",
        });
        surroundings.AddSettings(Configuration, args);
        _web.Environment.EnvironmentName =
            Configuration["AZURE_FUNCTIONS_ENVIRONMENT"] ?? Configuration["DOTNET_ENVIRONMENT"] ?? "Development";
        _settings = ReadSettings(Configuration);
        _ports = EmbeddedPorts.Reserve(_settings.Port);
        var time = EmbeddedTime.From(_settings, surroundings.Test?.Clock);
        _storage = OpenStorage(_settings, time, _ports);
        time.ResumeFrom(_storage.LastWrite);
        EmbeddedDefaults.AddTables(Configuration, _storage.Tables.ConnectionString);
        if (surroundings.Test?.IsOnItsOwn != true)
            EmbeddedDefaults.Add(Configuration, _ports);

        Logging.AddFunctionsLogging(_host, Configuration, surroundings.Test);
        Services.AddEmbeddedCloud(_settings, _ports, _storage, time, _host);
        Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = _ports.Take);
        Services.PostConfigure<KestrelServerOptions>(kestrel =>
            kestrel.Limits.MaxRequestBodySize = Math.Min(
                kestrel.Limits.MaxRequestBodySize ?? HttpFunctions.BodyLimit, HttpFunctions.BodyLimit));
        _web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _ports.Functions));
    }

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    /// <inheritdoc/>
    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <summary>The configuration: settings of the application and of the embedded cloud.</summary>
    public ConfigurationManager Configuration => _web.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => _web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => _web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => _web.Metrics;

    /// <inheritdoc cref="IHostApplicationBuilder.Services"/>
    public IServiceCollection Services => _web.Services;

    internal static FunctionsApplicationBuilder Create(string[] args)
    {
        var surroundings = new EmbeddedSurroundings(EmbeddedHost.Override);
        try
        {
            return new FunctionsApplicationBuilder(surroundings, args);
        }
        catch (FunctionsStartException reason)
        {
            surroundings.Refuse(reason);
            throw;
        }
    }

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    /// <inheritdoc/>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _steps.Add(middleware);
        return this;
    }

    /// <summary>
    /// The application: the functions on <c>PORT</c> and the embedded cloud on the two ports above it.
    /// </summary>
    public IHost Build()
    {
        try
        {
            return BuildHost();
        }
        catch (FunctionsStartException reason)
        {
            _storage.Dispose();
            _ports.Dispose();
            _surroundings.Refuse(reason);
            throw;
        }
    }

    internal void UseWebApplication()
    {
        _isWebApplication = true;
        _steps.Add(WebApplicationStep.Before);
        Services.AddMvcCore();
    }

    private FunctionsHost BuildHost()
    {
        var catalog = FunctionCatalog.Read(_surroundings.FunctionTypes, _host.RoutePrefix);
        if (!_isWebApplication && catalog.Functions.Any(function => function.Trigger is HttpTriggerAttribute))
            throw new FunctionsStartException("HTTP functions need builder.ConfigureFunctionsWebApplication().");

        Services.AddFunctions(catalog, new RouteTable(catalog), _steps);
        var app = _web.Build();
        app.Run(app.Services.GetRequiredService<HttpFunctions>().HandleAsync);
        var message = new StartMessage(
            _settings, _ports, catalog.Functions.Count, _surroundings.Application.GetName().Name!);
        return new FunctionsHost(app, _surroundings, _ports, message);
    }

    private static EmbeddedStorage OpenStorage(EmbeddedSettings settings, EmbeddedTime time, EmbeddedPorts ports)
    {
        try
        {
            return EmbeddedStorage.Open(settings, time.Clock);
        }
        catch
        {
            ports.Dispose();
            throw;
        }
    }

    private static EmbeddedSettings ReadSettings(IConfiguration configuration)
    {
        try
        {
            return EmbeddedSettings.Read(configuration);
        }
        catch (InvalidOperationException invalid)
        {
            throw new FunctionsStartException(invalid.Message, invalid);
        }
    }
}
