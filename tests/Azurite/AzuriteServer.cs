using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Switchboard.Embedded.Tables;

namespace Switchboard.Tests.Azurite;

/// <summary>
/// Microsoft's storage emulator as a child process, its tables in memory. It has many accounts, and gives each who
/// asks one of its own.
/// </summary>
public sealed class AzuriteServer : IAsyncLifetime
{
    private const int Accounts = 1000;

    // Below the range from which the system takes ports for outgoing connections.
    private const int FirstPort = 21_000;
    private const int LastPort = 32_000;

    private readonly Process _process = new();
    private int _port;
    private int _given;

    /// <summary>The connection string of an account nobody else uses.</summary>
    public string NewConnectionString()
    {
        var number = Interlocked.Increment(ref _given);
        Assert.True(number <= Accounts, "AzuriteServer has no more accounts to give.");
        return $"DefaultEndpointsProtocol=http;AccountName=account{number};AccountKey={Key};"
            + $"TableEndpoint=http://127.0.0.1:{_port}/account{number};";
    }

    public async Task InitializeAsync()
    {
        _port = FreePort();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new List<string>();
        _process.StartInfo = new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                Path.Combine(Repository, "tests/tools/node_modules/azurite/dist/src/table/main.js"),
                "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent",
                "--tableHost", "127.0.0.1",
                "--tablePort", _port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
            Environment =
            {
                ["AZURITE_ACCOUNTS"] = string.Join(
                    ';', Enumerable.Range(1, Accounts).Select(number => $"account{number}:{Key}")),
            },
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => listening.TrySetException(
            new InvalidOperationException($"Azurite ended:\n{string.Join('\n', output)}"));
        DataReceivedEventHandler read = (_, line) =>
        {
            lock (output)
                output.Add(line.Data ?? "");
            if (line.Data?.Contains("successfully", StringComparison.Ordinal) == true)
                listening.TrySetResult();
        };
        _process.OutputDataReceived += read;
        _process.ErrorDataReceived += read;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await listening.Task;
    }

    public async Task DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Key => StorageAccount.DevelopmentKey;

    private static string Repository => typeof(AzuriteServer).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "Repository").Value!;

    private static int FreePort()
    {
        // Runs side by side begin their search at different places.
        var span = LastPort - FirstPort;
        var offset = Environment.ProcessId % span;
        for (var i = 0; i < span; i++)
        {
            var port = FirstPort + (offset + i) % span;
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // In use; the next one.
            }
        }

        throw new InvalidOperationException("There is no free port for Azurite.");
    }
}
