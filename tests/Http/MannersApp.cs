using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Functions.Builder;
using Switchboard.Embedded.Functions.Hosting;
using Switchboard.Http;
using Switchboard.Http.OpenApi;

namespace Switchboard.Tests.Http;

/// <summary>An application of a few functions with the common manners, started on the embedded cloud.</summary>
public sealed class MannersApp : IAsyncLifetime
{
    private readonly ErrorLog _log = new();
    private IHost? _host;

    /// <summary>Settings of the application.</summary>
    internal Dictionary<string, string?> Settings { get; } = new()
    {
        ["PORT"] = "0",
        ["EMBEDDED_DATA"] = "memory",
        ["ALLOW_ANONYMOUS"] = "true",
        ["HTTP_BASIC_AUTH_USER"] = "",
        ["HTTP_BASIC_AUTH_PASSWORD"] = "",
    };

    /// <summary>The longest body that the server takes, instead of the manners' own.</summary>
    internal long? BodyLimit { get; init; }

    /// <summary>Completed when <see cref="MannersFunctions.WaitForEver"/> has begun.</summary>
    internal TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where the functions are.</summary>
    internal Uri Address { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    /// <summary>What was logged as an error.</summary>
    internal IReadOnlyCollection<string> Errors => _log.Errors;

    public async Task InitializeAsync()
    {
        Type[] functions =
        [
            typeof(ZFallback), typeof(HealthFunctions), typeof(OpenApiFunctions), typeof(DocsFunctions), typeof(MannersFunctions),
        ];
        EmbeddedHost.Override = new EmbeddedOverride
        {
            Application = typeof(ZFallback).Assembly,
            FunctionTypes = functions,
            Settings = Settings,
            Logger = _log,
            Started = application => Address = application.Functions,
        };
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.ConfigureFunctionsWebApplication();
        builder.UseHttpManners();
        builder.Services.AddHttpManners(builder.Configuration);
        builder.Services.AddSingleton(new RouteTable(functions));
        builder.Services.AddSingleton(Waiting);
        if (BodyLimit is not null)
            builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = BodyLimit);
        _host = builder.Build();
        await _host.StartAsync();
        Client = new HttpClient { BaseAddress = Address };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _host!.StopAsync();
        _host.Dispose();
    }

    internal async Task<(int Status, string Body, HttpResponseMessage Response)> SendAsync(
        string method, string path, HttpContent? content = null, string? credentials = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        if (credentials is not null)
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _errors = new();

        public IReadOnlyCollection<string> Errors => _errors;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error)
                _errors.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
