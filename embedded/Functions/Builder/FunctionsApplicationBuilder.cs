using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Functions.Middleware;

namespace Switchboard.Embedded.Functions.Builder;

/// <summary>Builds a Functions application and the embedded cloud around it.</summary>
public sealed class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private FunctionsApplicationBuilder()
    {
    }

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => throw new NotImplementedException();

    /// <inheritdoc/>
    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <summary>The configuration: settings of the application and of the embedded cloud.</summary>
    public ConfigurationManager Configuration => throw new NotImplementedException();

    /// <inheritdoc/>
    public IHostEnvironment Environment => throw new NotImplementedException();

    /// <inheritdoc/>
    public ILoggingBuilder Logging => throw new NotImplementedException();

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => throw new NotImplementedException();

    /// <inheritdoc cref="IHostApplicationBuilder.Services"/>
    public IServiceCollection Services => throw new NotImplementedException();

    internal static FunctionsApplicationBuilder Create(string[] args) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => throw new NotImplementedException();

    /// <inheritdoc/>
    public IFunctionsWorkerApplicationBuilder Use(
        Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => throw new NotImplementedException();

    /// <summary>The application: the functions on <c>PORT</c> and the embedded cloud on the two ports above it.</summary>
    public IHost Build() => throw new NotImplementedException();

    internal void UseWebApplication() => throw new NotImplementedException();
}
