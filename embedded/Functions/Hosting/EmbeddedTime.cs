using Switchboard.Embedded.Clock;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>The cloud's own clock, whatever <see cref="TimeProvider"/> the application registers for itself.</summary>
internal sealed record EmbeddedTime(TimeProvider Clock)
{
    public static EmbeddedTime From(EmbeddedSettings settings, TimeProvider? test) => new(
        test ?? (settings.ClockSpeed == 1 ? TimeProvider.System : new AcceleratedClock(settings.ClockSpeed)));

    /// <summary>Has an accelerated clock go on where the process before this one left it.</summary>
    public void ResumeFrom(DateTimeOffset moment) => (Clock as AcceleratedClock)?.ResumeFrom(moment);
}
