namespace Switchboard.Embedded.Durable;

/// <summary>How a sub-orchestration is to be called.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>Options with retries and an instance id.</summary>
    /// <param name="retry">How failures are retried, or null for not at all.</param>
    /// <param name="instanceId">The id of the sub-orchestration; null for a new GUID.</param>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry)
    {
        InstanceId = instanceId;
    }

    /// <summary>Task options and an instance id.</summary>
    /// <param name="options">What to copy.</param>
    /// <param name="instanceId">
    /// The id of the sub-orchestration; null for that of <paramref name="options"/>, if any.
    /// </param>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options)
    {
        InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;
    }

    /// <summary>A copy.</summary>
    /// <param name="options">What to copy.</param>
    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options)
    {
        InstanceId = options.InstanceId;
    }

    /// <summary>The id of the sub-orchestration; null for a new GUID.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The version to start.</summary>
    public new TaskVersion? Version
    {
        get => base.Version;
        init => base.Version = value;
    }
}
