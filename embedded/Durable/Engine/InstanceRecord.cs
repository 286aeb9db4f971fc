using Switchboard.Embedded.Durable.Client;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// The state of an instance, as its row keeps it. The input lies in a row of its own: it never changes.
/// </summary>
internal sealed record InstanceRecord
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>
    /// The generation: new for each start and each ContinueAsNew, so that late outcomes are recognised.
    /// </summary>
    public required string ExecutionId { get; init; }

    public required OrchestrationRuntimeStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>How many steps the present generation made; they are the rows 0 … n-1 of its history.</summary>
    public int Steps { get; init; }

    /// <summary>Whether the instance is over.</summary>
    public bool IsOver => Status
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;

    /// <summary>Whether the present generation still has to make its first step.</summary>
    public bool IsToBegin => Steps == 0 && !IsOver;

    /// <summary>Whether the instance waits for the moment at which it was asked to start.</summary>
    public bool IsScheduledAfter(DateTimeOffset now) => IsToBegin && StartAt > now;
}
