using Switchboard.Embedded.Functions.Extensions.Abstractions;

namespace Switchboard.Embedded.Functions;

/// <summary>Runs the function on a schedule, in UTC.</summary>
/// <param name="schedule">
/// NCRONTAB of six fields (seconds first) or five, a <see cref="TimeSpan"/> between runs, or <c>%setting%</c>.
/// </param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>The schedule as written.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether the function also runs whenever the host starts.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>
    /// Whether the last run is remembered, so that one missed while the host was down is made up for (true). Schedules
    /// shorter than a minute are never remembered.
    /// </summary>
    public bool UseMonitor { get; set; } = true;
}
