using System.Collections.Immutable;

namespace Switchboard.Embedded.Durable;

/// <summary>How a new orchestration instance is to be started.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Options with an id and a time to start.</summary>
    /// <param name="InstanceId">The id of the instance; null or empty for a new GUID.</param>
    /// <param name="StartAt">When it starts; null or a moment in the past for at once.</param>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>A copy.</summary>
    /// <param name="options">What to copy.</param>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>The id of the instance; null or empty for a new GUID.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When it starts; null or a moment in the past for at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Tags of the instance.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The version to start.</summary>
    public TaskVersion? Version { get; init; }

    /// <summary>States in which an existing instance of the same id makes the start fail.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
