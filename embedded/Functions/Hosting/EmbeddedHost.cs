using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>Lets a test start the application's real entry point in its own process, several at once.</summary>
internal static class EmbeddedHost
{
    private static readonly AsyncLocal<EmbeddedOverride?> Flowing = new();

    /// <summary>What applications that are built from here on use instead of the machine's surroundings.</summary>
    public static EmbeddedOverride? Override
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }
}

/// <summary>
/// A test's surroundings of one application. With it neither the environment nor <c>local.settings.json</c> is read,
/// nothing is printed, and an application that cannot start throws instead of ending the process.
/// </summary>
internal sealed record EmbeddedOverride
{
    /// <summary>The application's assembly; its folder holds <c>host.json</c>.</summary>
    public required Assembly Application { get; init; }

    /// <summary>The classes to search for functions instead of the whole assembly.</summary>
    public IReadOnlyCollection<Type>? FunctionTypes { get; init; }

    /// <summary>All settings.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether settings that nobody gave stay empty, those of the tables excepted, as where an application was published.</summary>
    public bool IsOnItsOwn { get; init; }

    /// <summary>The text of <c>host.json</c>, instead of the file.</summary>
    public string? HostJson { get; init; }

    /// <summary>The clock; null: real or accelerated time, as the settings say.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Where log entries go; null: nowhere.</summary>
    public ILoggerProvider? Logger { get; init; }

    /// <summary>Called when everything listens and runs.</summary>
    public Action<EmbeddedApplication>? Started { get; init; }
}

/// <summary>A running application, for whoever started it through <see cref="EmbeddedOverride"/>.</summary>
internal sealed record EmbeddedApplication(
    IHost Host, Uri Functions, Uri Communication, Uri Tables, TimeProvider Clock, WorkTracker Tracker)
{
    /// <summary>Ends as <c>kill -9</c> does.</summary>
    public Task CrashAsync() => ((FunctionsHost)Host).CrashAsync();
}
