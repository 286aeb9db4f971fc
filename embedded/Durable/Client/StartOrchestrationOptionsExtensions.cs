namespace Switchboard.Embedded.Durable.Client;

/// <summary>States in which an existing instance of the same id makes a start fail.</summary>
public static class StartOrchestrationOptionsExtensions
{
    /// <summary>The states that can be given: Completed, Failed, Terminated and Canceled.</summary>
    public static readonly IReadOnlyList<OrchestrationRuntimeStatus> ValidDedupeStatuses =
    [
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
#pragma warning disable CS0618 // Obsolete, but part of what the real list holds.
        OrchestrationRuntimeStatus.Canceled,
#pragma warning restore CS0618
    ];

    /// <summary>The same options with such states.</summary>
    /// <param name="options">The options.</param>
    /// <param name="dedupeStatuses">The states.</param>
    public static StartOrchestrationOptions WithDedupeStatuses(
        this StartOrchestrationOptions options, params OrchestrationRuntimeStatus[] dedupeStatuses)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { DedupeStatuses = [.. (dedupeStatuses ?? []).Select(status => status.ToString())] };
    }
}
