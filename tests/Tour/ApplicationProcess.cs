using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Reflection;
using System.Text;

namespace Switchboard.Tests.Tour;

/// <summary>The built application as users start it, in a process of its own, but in memory and with a fast clock.</summary>
internal sealed class ApplicationProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private ApplicationProcess(int port)
    {
        Port = port;
        var assembly = typeof(ApplicationProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "Application").Value!;
        var start = new ProcessStartInfo("dotnet", [assembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(assembly),
            Environment =
            {
                ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["EMBEDDED_DATA"] = "memory",
                ["EMBEDDED_CLOCK_SPEED"] = "60",
            },
        };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where the functions listen; the phone network and the tables are on the next two ports.</summary>
    public int Port { get; }

    /// <summary>What the application has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts the application and waits until it is well.</summary>
    public static async Task<ApplicationProcess> StartAsync()
    {
        var app = new ApplicationProcess(FreePort());
        try
        {
            await app.WaitUntilHealthyAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The first of three free ports, below those that systems hand out to outgoing connections.</summary>
    private static int FreePort() => Enumerable.Range(0, 100)
        .Select(_ => Random.Shared.Next(20_000, 32_000))
        .First(port => Enumerable.Range(port, 3).All(IsFree));

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(System.Net.IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Another process tells nothing but its answers, so this one has to ask again.</summary>
    private async Task WaitUntilHealthyAsync()
    {
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{Port}") };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var waited = Stopwatch.StartNew();
        while (await timer.WaitForNextTickAsync() && !await IsHealthyAsync(http))
        {
            if (_process.HasExited || waited.Elapsed > Patience)
                throw new InvalidOperationException($"The application did not start:{Environment.NewLine}{Output}");
        }
    }

    private static async Task<bool> IsHealthyAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync("/healthz");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
