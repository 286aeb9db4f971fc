using System.Collections.Frozen;
using static Switchboard.Callouts.CalloutStatus;

namespace Switchboard.Callouts;

/// <summary>
/// The one transition table of callouts, unchanged since Somleng SCFM's first version: what is stopped can be resumed,
/// what was never started cannot be stopped.
/// </summary>
public static class CalloutTransitions
{
    private static readonly FrozenDictionary<(CalloutStatus From, string Event), CalloutStatus> Table =
        new Dictionary<(CalloutStatus, string), CalloutStatus>
        {
            [(Initialized, "start")] = Running,
            [(Running, "pause")] = Paused,
            [(Paused, "resume")] = Running,
            [(Stopped, "resume")] = Running,
            [(Running, "stop")] = Stopped,
            [(Paused, "stop")] = Stopped,
        }.ToFrozenDictionary();

    /// <summary>Where an event leads from a state; null where it leads nowhere.</summary>
    public static CalloutStatus? Next(CalloutStatus status, string? happened) =>
        happened is not null && Table.TryGetValue((status, happened), out var next) ? next : null;
}
