namespace Switchboard.Embedded.Durable.Client;

/// <summary>Which instances to forget.</summary>
/// <param name="CreatedFrom">Created at this moment or later.</param>
/// <param name="CreatedTo">Created at this moment or earlier.</param>
/// <param name="Statuses">In one of these states; null or none for any, running ones included.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>How long the purge may take; not needed here.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>How to forget an instance.</summary>
/// <param name="Recursive">Whether its sub-orchestrations are meant too; they stay, as on Azure Storage.</param>
public record PurgeInstanceOptions(bool Recursive = false);

/// <summary>What a purge did.</summary>
public class PurgeResult
{
    /// <summary>So many were forgotten.</summary>
    public PurgeResult(int count)
        : this(count, null)
    {
    }

    /// <summary>So many were forgotten, and whether those are all.</summary>
    public PurgeResult(int count, bool? isComplete)
    {
        PurgedInstanceCount = count;
        IsComplete = isComplete;
    }

    /// <summary>How many were forgotten.</summary>
    public int PurgedInstanceCount { get; }

    /// <summary>Whether those are all that matched; null if not known.</summary>
    public bool? IsComplete { get; }
}
