namespace Switchboard.Embedded.Durable.Client.Entities;

/// <summary>What is to be tidied.</summary>
public readonly record struct CleanEntityStorageRequest
{
    /// <summary>Everything.</summary>
    public static CleanEntityStorageRequest Default =>
        new() { RemoveEmptyEntities = true, ReleaseOrphanedLocks = true };

    /// <summary>Whether entities without state, lock and messages are removed.</summary>
    public bool RemoveEmptyEntities { get; init; }

    /// <summary>Whether locks of orchestrations that are over are released.</summary>
    public bool ReleaseOrphanedLocks { get; init; }

    /// <summary>Where to go on; never needed here.</summary>
    public string? ContinuationToken { get; init; }
}

/// <summary>What was tidied.</summary>
public readonly record struct CleanEntityStorageResult
{
    /// <summary>How many entities were removed.</summary>
    public int EmptyEntitiesRemoved { get; init; }

    /// <summary>How many locks were released.</summary>
    public int OrphanedLocksReleased { get; init; }

    /// <summary>Where to go on; null when all is done.</summary>
    public string? ContinuationToken { get; init; }
}
