using System.Collections.Frozen;
using static Switchboard.Callouts.PopulationStatus;

namespace Switchboard.Callouts;

/// <summary>The one transition table of callout populations.</summary>
public static class PopulationTransitions
{
    /// <summary>The event of users who want a population to bring in its contacts.</summary>
    public const string Queue = "queue";

    /// <summary>The event of users who want it to bring in contacts that match by now.</summary>
    public const string Requeue = "requeue";

    private static readonly FrozenDictionary<(PopulationStatus From, string Event), PopulationStatus> Table =
        new Dictionary<(PopulationStatus, string), PopulationStatus>
        {
            [(Preview, Queue)] = Queued,
            [(Populated, Requeue)] = Queued,
        }.ToFrozenDictionary();

    /// <summary>Where a user's event leads from a state; null where it leads nowhere.</summary>
    public static PopulationStatus? Next(PopulationStatus status, string? happened) =>
        happened is not null && Table.TryGetValue((status, happened), out var next) ? next : null;
}
