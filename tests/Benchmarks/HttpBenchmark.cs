using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Functions;
using Switchboard.Embedded.Functions.Builder;
using Switchboard.Embedded.Functions.Hosting;

namespace Switchboard.Benchmarks;

/// <summary>The least that an HTTP function can do.</summary>
public sealed class BareFunction
{
    [Function("Bare")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "bare")] HttpRequest request) =>
        Results.Text("bare");
}

/// <summary>
/// A bare function against a bare endpoint of a minimal API, each on Kestrel in this process and asked by the same
/// client over eight connections. The client's own work is in both times.
/// </summary>
internal static class HttpBenchmark
{
    private const int Requests = 8000;
    private const int Connections = 8;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var endpoint = await StartEndpointAsync();
        var (host, function) = await StartFunctionAsync();
        using var http = new HttpClient();
        var bare = new Uri(new Uri(endpoint.Urls.Single()), "bare");
        var times = await Rounds.MediansAsync(
            9, () => AskAsync(http, new Uri(function, "bare")), () => AskAsync(http, bare));
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        return
        [
            Figure.AtLeast(
                "A request to a bare function",
                times[0] / Requests,
                "to a bare minimal-API endpoint",
                times[1] / Requests,
                0.8),
        ];
    }

    private static async Task<WebApplication> StartEndpointAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/bare", () => Results.Text("bare"));
        await app.StartAsync();
        return app;
    }

    private static async Task<(IHost Host, Uri Functions)> StartFunctionAsync()
    {
        Uri? functions = null;
        EmbeddedHost.Override = new EmbeddedOverride
        {
            Application = typeof(BareFunction).Assembly,
            FunctionTypes = [typeof(BareFunction)],
            HostJson = """{"version":"2.0","extensions":{"http":{"routePrefix":""}}}""",
            Settings = new Dictionary<string, string?> { ["PORT"] = "0", ["EMBEDDED_DATA"] = "memory" },
            Started = started => functions = started.Functions,
        };
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.ConfigureFunctionsWebApplication();
        var host = builder.Build();
        await host.StartAsync();
        return (host, functions!);
    }

    private static Task AskAsync(HttpClient http, Uri address) =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            for (var i = 0; i < Requests / Connections; i++)
            {
                if (await http.GetStringAsync(address) != "bare")
                    throw new InvalidOperationException($"{address} gave another answer.");
            }
        }));
}
