using System.ComponentModel.DataAnnotations;

namespace Switchboard.Callouts;

/// <summary>The settings of callouts.</summary>
public sealed record CalloutOptions
{
    /// <summary>
    /// <c>MAX_CONCURRENT_CALLS</c>: how many calls of one callout are in flight at the most (100), unless its settings
    /// say otherwise. What our numbers allow is shared by all.
    /// </summary>
    [ConfigurationKeyName("MAX_CONCURRENT_CALLS"), Range(1, 10_000)]
    public int MaxConcurrentCalls { get; init; } = 100;

    /// <summary>How long a running callout's dialler rests between turns while calls are in flight.</summary>
    public TimeSpan DiallerInterval { get; init; } = TimeSpan.FromSeconds(5);
}
