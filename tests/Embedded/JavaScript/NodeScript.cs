using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Switchboard.Tests.Embedded.JavaScript;

/// <summary>
/// A script of <c>tests/tools</c>, run by Node.js. It says a JSON object a line: what it saw, which is collected, or
/// what it asks the test to do, which is answered in the same way.
/// </summary>
internal sealed class NodeScript
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, JsonElement> _reports = [];
    private readonly HashSet<string> _unread = [];

    private NodeScript()
    {
    }

    /// <summary>What the script reported, as compact JSON.</summary>
    public string this[string report] => _reports.TryGetValue(report, out var value)
        ? value.GetRawText()
        : throw new KeyNotFoundException($"'{report}' was not reported, only {string.Join(", ", _reports.Keys)}.");

    /// <summary>The reports that no test has looked at.</summary>
    public IReadOnlyCollection<string> Unread => _unread;

    /// <summary>Checks what the script reported, which counts as looked at then.</summary>
    public void Reported(string report, string expected)
    {
        Assert.Equal($"{report}: {expected}", $"{report}: {this[report]}");
        _unread.Remove(report);
    }

    public JsonElement Value(string report)
    {
        _unread.Remove(report);
        return _reports[report];
    }

    public static async Task<NodeScript> RunAsync(
        string name,
        IReadOnlyDictionary<string, string> environment,
        Func<JsonElement, Task<string>>? answer = null)
    {
        var tools = Path.Combine(Repository, "tests", "tools");
        var start = new ProcessStartInfo("node", Path.Combine(tools, name))
        {
            WorkingDirectory = tools,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;

        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Longest);
        await using var end = deadline.Token.Register(() => process.Kill());
        var errors = process.StandardError.ReadToEndAsync();
        var script = new NodeScript();
        try
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                using var said = JsonDocument.Parse(line);
                if (answer is not null && said.RootElement.TryGetProperty("ask", out var question))
                    await process.StandardInput.WriteLineAsync((await answer(question)).AsMemory(), deadline.Token);
                else
                    script.Take(said.RootElement);
            }
        }
        finally
        {
            if (!process.HasExited)
                process.StandardInput.Close();
        }

        await process.WaitForExitAsync();
        Assert.True(
            process.ExitCode == 0,
            $"{name} ended with {process.ExitCode} after {string.Join(", ", script._reports.Keys)}:\n{await errors}");
        return script;
    }

    private void Take(JsonElement said)
    {
        var report = said.GetProperty("report").GetString()!;
        _reports[report] = said.GetProperty("value").Clone();
        _unread.Add(report);
    }

    private static string Repository => typeof(NodeScript).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "Repository").Value!;
}
