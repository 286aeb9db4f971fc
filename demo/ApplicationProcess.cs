using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Switchboard.Demo;

/// <summary>The application in a process of its own: in memory, on free ports, with a fast clock.</summary>
internal sealed class ApplicationProcess : IAsyncDisposable
{
    /// <summary>How many times as fast as ours the application's clock runs.</summary>
    public const int ClockSpeed = 240;

    private const int KeptLines = 40;

    /// <summary>What a developer's environment may hold and the demo must not be changed by.</summary>
    private static readonly string[] Unwanted =
    [
        "ALLOW_ANONYMOUS", "ASPNETCORE_URLS", "AzureWebJobsStorage", "CALLER_NUMBERS", "CALLS_PER_CALLER_NUMBER",
        "COMMUNICATION_CONNECTION_STRING", "COMMUNICATION_ENDPOINT", "HTTP_BASIC_AUTH_PASSWORD", "HTTP_BASIC_AUTH_USER",
        "MAX_CONCURRENT_CALLS", "PUBLIC_URL", "SIMULATOR_SEED",
    ];

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    private ApplicationProcess(string assembly, int port)
    {
        Functions = new($"http://127.0.0.1:{port}/");
        PhoneNetwork = new($"http://127.0.0.1:{port + 1}/");

        var start = new ProcessStartInfo(Runtime(), [assembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(assembly),
        };
        foreach (var name in Unwanted)
            start.Environment.Remove(name);
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["EMBEDDED_DATA"] = "memory";
        start.Environment["EMBEDDED_CLOCK_SPEED"] = ClockSpeed.ToString(CultureInfo.InvariantCulture);
        start.Environment["Logging__LogLevel__Default"] = "Warning";

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where the HTTP API is.</summary>
    public Uri Functions { get; }

    /// <summary>Where the simulated phone network can be asked what it saw.</summary>
    public Uri PhoneNetwork { get; }

    /// <summary>The last lines that the application wrote.</summary>
    public IReadOnlyList<string> LastWords => [.. _lines];

    /// <summary>Starts the application and waits until it is well.</summary>
    /// <exception cref="DemoException">It did not start.</exception>
    public static async Task<ApplicationProcess> StartAsync(CancellationToken cancellation)
    {
        var assembly = typeof(ApplicationProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "Application").Value!;
        if (!File.Exists(assembly))
            throw new DemoException($"The application is not where the build should have put it: {assembly}");

        var app = new ApplicationProcess(assembly, FreePort());
        try
        {
            await app.WaitUntilHealthyAsync(cancellation);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the application. It keeps nothing, so nothing is lost by ending it at once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The <c>dotnet</c> that runs the demo.</summary>
    private static string Runtime()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        return Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
    }

    /// <summary>
    /// The first of three free ports in a row, below those that systems hand out to outgoing connections: the
    /// functions, the phone network and the tables.
    /// </summary>
    private static int FreePort()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            if (Enumerable.Range(port, 3).All(IsFree))
                return port;
        }

        throw new DemoException("There are no three free ports in a row between 20000 and 32000.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task WaitUntilHealthyAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = Functions };
        using var patience = new Patience(TimeSpan.FromSeconds(60), "the application to start", cancellation);
        while (!await IsHealthyAsync(http, cancellation))
        {
            if (_process.HasExited)
            {
                await _process.WaitForExitAsync(cancellation);
                throw new DemoException(string.Join(
                    Environment.NewLine, ["The application ended instead of starting:", .. LastWords]));
            }

            await patience.PauseAsync();
        }
    }

    private static async Task<bool> IsHealthyAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync("/healthz", cancellation);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        while (_lines.Count > KeptLines)
            _lines.TryDequeue(out _);
    }
}
