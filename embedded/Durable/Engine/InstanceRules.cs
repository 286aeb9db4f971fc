using Switchboard.Embedded.Durable.Client;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// What an instance accepts in each of its states, and which state it comes to by that.
/// <code>
///            start              begin               resume
///   (none) ────────▶ Pending ────────▶ Running ◀────────────▶ Suspended
///                       │                 │ │      suspend        │
///                       │       returns ──┘ └── throws            │
///                       │          ▼             ▼                │
///                       │      Completed       Failed             │
///                       └──────────▶ Terminated ◀─────────────────┘
/// </code>
/// Every state can be replaced by the start of a sub-orchestration of the same id, those at the end also by a client.
/// </summary>
internal static class InstanceRules
{
    /// <summary>
    /// Why an instance in this state refuses to receive this, or null; a refusal nobody hears of is silent.
    /// </summary>
    public static Exception? Refusal(string id, InstanceRecord? record, ReceivedEvent received, DateTimeOffset now) =>
        received switch
        {
            EventRaised => record switch
            {
                null => RpcException.NoInstanceToRaise(id),
                { IsOver: true } => RpcException.NotRunningToRaise(),
                _ when record.IsScheduledAfter(now) => RpcException.ScheduledToRaise(id),
                _ => null,
            },
            ExecutionTerminated => record switch
            {
                null => RpcException.NoInstanceToTerminate(id),
                { IsOver: true } => RpcException.OverToTerminate(id, record.Status),
                _ => null,
            },
            ExecutionSuspended => record is { Status: OrchestrationRuntimeStatus.Running }
                || (record is { Status: OrchestrationRuntimeStatus.Pending } && !record.IsScheduledAfter(now))
                    ? null
                    : RpcException.HandlerThrew(),
            ExecutionResumed => record is { IsOver: false } ? null : RpcException.HandlerThrew(),
            _ => record is { IsOver: false } ? null : new InvalidOperationException("The instance is over."),
        };

    /// <summary>The state of an open instance after it received this.</summary>
    public static InstanceRecord After(InstanceRecord record, ReceivedEvent received) => received switch
    {
        ExecutionStarted when record.Status is OrchestrationRuntimeStatus.Pending =>
            record with { Status = OrchestrationRuntimeStatus.Running },
        ExecutionSuspended suspended =>
            record with { Status = OrchestrationRuntimeStatus.Suspended, Output = suspended.Reason },
        ExecutionResumed when record.Status is OrchestrationRuntimeStatus.Suspended =>
            record with { Status = OrchestrationRuntimeStatus.Running, Output = null },
        _ => record,
    };

    /// <summary>Why an instance in this state is not replaced by a client's start, or null.</summary>
    public static Exception? RefusalToReplace(InstanceRecord? record, IReadOnlyCollection<string> refusedOver) =>
        record is null || (record.IsOver && !refusedOver.Contains(record.Status.ToString()))
            ? null
            : new OrchestrationAlreadyExistsException(record.Id);

    /// <summary>Why an instance in this state is not purged, or null.</summary>
    public static Exception? RefusalToPurge(InstanceRecord record, bool evenOpen) => record.IsOver || evenOpen
        ? null
        : new InvalidOperationException(
            "Only orchestrations in a terminal state can be purged, but the orchestration with instance ID "
            + $"{record.Id} has status {record.Status}");
}
