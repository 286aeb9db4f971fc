using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Functions.Discovery;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Functions.Timers;

/// <summary>All functions on a schedule.</summary>
internal sealed partial class TimerFunctions(
    FunctionCatalog catalog,
    IConfiguration configuration,
    TimerMemory memory,
    FunctionPipeline pipeline,
    TimeProvider clock,
    WorkTracker tracker,
    ILoggerFactory loggers)
{
    private readonly TimerFunction[] _timers = catalog.Functions
        .Where(function => function.Trigger is TimerTriggerAttribute)
        .Select(function => new TimerFunction(
            function, Schedule(function, configuration), memory, pipeline, clock, tracker,
            loggers.CreateLogger($"Function.{function.Name}")))
        .ToArray();

    public TimerFunction? Find(string name) => _timers.FirstOrDefault(
        timer => timer.Function.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public async Task StartAsync()
    {
        foreach (var timer in _timers)
            await timer.StartAsync();
    }

    public Task StopAsync(CancellationToken cancellation) =>
        Task.WhenAll(_timers.Select(timer => timer.StopAsync(cancellation)));

    /// <summary>A function's schedule, with <c>%setting%</c> filled in.</summary>
    /// <exception cref="FunctionsStartException">A setting is missing or the schedule cannot be read.</exception>
    public static TimerSchedule Schedule(FunctionDescriptor function, IConfiguration configuration)
    {
        var written = ((TimerTriggerAttribute)function.Trigger).Schedule;
        var text = Setting().Replace(written, match => configuration[match.Groups[1].Value] is { Length: > 0 } value
            ? value
            : throw new FunctionsStartException(
                $"Function '{function.Name}' has the schedule '{written}': "
                + $"'{match.Value}' does not resolve to a value."));
        return TimerSchedule.Parse(text) ?? throw new FunctionsStartException(
            $"Function '{function.Name}' has the schedule '{text}', which is neither NCRONTAB of five or six fields "
            + "nor a time span.");
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Setting();
}
