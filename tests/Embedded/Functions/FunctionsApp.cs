using Microsoft.Extensions.Hosting;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Functions.Builder;
using Switchboard.Embedded.Functions.Hosting;

namespace Switchboard.Tests.Embedded.Functions;

/// <summary>
/// A small Functions application of some of this assembly's classes, in memory and on ports of its own.
/// </summary>
internal sealed class FunctionsApp : IAsyncDisposable
{
    private readonly IHost _host;

    private FunctionsApp(IHost host, EmbeddedApplication running, ManualClock clock)
    {
        _host = host;
        Running = running;
        Clock = clock;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = running.Functions,
        };
    }

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 30, TimeSpan.Zero);

    public HttpClient Http { get; }

    public ManualClock Clock { get; }

    public EmbeddedApplication Running { get; }

    public IServiceProvider Services => _host.Services;

    public WorkTracker Tracker => Running.Tracker;

    public static Task<FunctionsApp> StartAsync(params Type[] functions) =>
        StartAsync(new FunctionsAppOptions(functions));

    public static async Task<FunctionsApp> StartAsync(FunctionsAppOptions options)
    {
        var clock = new ManualClock(options.Start ?? Start);
        EmbeddedApplication? running = null;
        EmbeddedHost.Override = new EmbeddedOverride
        {
            Application = typeof(FunctionsApp).Assembly,
            FunctionTypes = options.Functions,
            HostJson = options.HostJson,
            Clock = clock,
            Settings = new Dictionary<string, string?> { ["PORT"] = "0", ["EMBEDDED_DATA"] = "memory" }
                .Concat(options.Settings)
                .GroupBy(setting => setting.Key)
                .ToDictionary(setting => setting.Key, setting => setting.Last().Value),
            Started = started => running = started,
        };
        var builder = FunctionsApplication.CreateBuilder(options.Arguments);
        options.Configure(builder);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return new FunctionsApp(host, running!, clock);
    }

    /// <summary>Status and body of a GET.</summary>
    public async Task<(int Status, string Body)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}

/// <summary>What a test's application is made of.</summary>
internal sealed record FunctionsAppOptions(params Type[] Functions)
{
    public string HostJson { get; init; } = """{"version":"2.0","extensions":{"http":{"routePrefix":""}}}""";

    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public string[] Arguments { get; init; } = [];

    public DateTimeOffset? Start { get; init; }

    public Action<FunctionsApplicationBuilder> Configure { get; init; } =
        builder => builder.ConfigureFunctionsWebApplication();
}
