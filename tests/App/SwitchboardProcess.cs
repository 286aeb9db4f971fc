using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Switchboard.Embedded.Tables;

namespace Switchboard.Tests.App;

/// <summary>The built application in a process of its own, for tests that kill it.</summary>
internal sealed partial class SwitchboardProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly List<string> _output;

    private SwitchboardProcess(Process process, List<string> output, Uri functions)
    {
        _process = process;
        _output = output;
        Http = new HttpClient { BaseAddress = functions };
        Simulator = new HttpClient { BaseAddress = new UriBuilder(functions) { Port = functions.Port + 1 }.Uri };
    }

    /// <summary>The application's HTTP API.</summary>
    public HttpClient Http { get; }

    /// <summary>Communication Services and the phone network's control API.</summary>
    public HttpClient Simulator { get; }

    /// <summary>The functions' port, to start the application again where it was.</summary>
    public int Port => Http.BaseAddress!.Port;

    /// <summary>How to reach the process's tables.</summary>
    public string TablesConnectionString =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + $"AccountKey={StorageAccount.DevelopmentKey};TableEndpoint=http://127.0.0.1:{Port + 2}/devstoreaccount1;";

    /// <summary>What the process has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return string.Join(Environment.NewLine, _output);
        }
    }

    /// <summary>Starts the application with these settings in its environment, and waits until it is ready.</summary>
    /// <param name="settings">
    /// Without <c>PORT</c>, free ports are taken; without <c>EMBEDDED_DATA</c>, nothing is kept.
    /// </param>
    public static async Task<SwitchboardProcess> StartAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var (process, output, ready) = Launch(settings);
        try
        {
            var address = await ready.Task.WaitAsync(Patience);
            return new SwitchboardProcess(process, output, new Uri(address));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Runs the application to its end, for settings with which it cannot start.</summary>
    /// <returns>The exit code and all that it printed.</returns>
    public static async Task<(int Code, string Output)> RunAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var (process, output, _) = Launch(settings);
        using (process)
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
            lock (output)
                return (process.ExitCode, string.Join(Environment.NewLine, output));
        }
    }

    /// <summary>Ends the process as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks the process to end, as an operator does, and waits until it has.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        SendSignal(_process.Id, SigTerm);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Simulator.Dispose();
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static (Process Process, List<string> Output, TaskCompletionSource<string> Ready) Launch(
        IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Assembly.Load("Switchboard").Location },
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PORT"] = "0", ["EMBEDDED_DATA"] = "memory" },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;

        var output = new List<string>();
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        string? address = null;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        void Read(string? line)
        {
            if (line is null)
                return;
            lock (output)
                output.Add(line);
            if (Functions().Match(line) is { Success: true } found)
                address = found.Groups[1].Value;
            if (line == "Ready.")
                ready.TrySetResult(address!);
        }

        process.OutputDataReceived += (_, entry) => Read(entry.Data);
        process.ErrorDataReceived += (_, entry) => Read(entry.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException(
            $"The application ended before it was ready: {string.Join(Environment.NewLine, output)}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return (process, output, ready);
    }

    [GeneratedRegex(@"^\s+Functions\s+(http://\S+)")]
    private static partial Regex Functions();

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
}
