using System.Text.Json.Serialization;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// Something that happened to an instance or that its orchestrator asked for. Ids number what the orchestrator asks for
/// in the order of its requests; what comes back carries the id of the request.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "Kind")]
[JsonDerivedType(typeof(ExecutionStarted), nameof(ExecutionStarted))]
[JsonDerivedType(typeof(TaskCompleted), nameof(TaskCompleted))]
[JsonDerivedType(typeof(TaskFailed), nameof(TaskFailed))]
[JsonDerivedType(typeof(TimerFired), nameof(TimerFired))]
[JsonDerivedType(typeof(SubOrchestrationCompleted), nameof(SubOrchestrationCompleted))]
[JsonDerivedType(typeof(SubOrchestrationFailed), nameof(SubOrchestrationFailed))]
[JsonDerivedType(typeof(EntityOperationCompleted), nameof(EntityOperationCompleted))]
[JsonDerivedType(typeof(EntityOperationFailed), nameof(EntityOperationFailed))]
[JsonDerivedType(typeof(EntitiesLocked), nameof(EntitiesLocked))]
[JsonDerivedType(typeof(EventRaised), nameof(EventRaised))]
[JsonDerivedType(typeof(ExecutionSuspended), nameof(ExecutionSuspended))]
[JsonDerivedType(typeof(ExecutionResumed), nameof(ExecutionResumed))]
[JsonDerivedType(typeof(ExecutionTerminated), nameof(ExecutionTerminated))]
[JsonDerivedType(typeof(TaskScheduled), nameof(TaskScheduled))]
[JsonDerivedType(typeof(TimerCreated), nameof(TimerCreated))]
[JsonDerivedType(typeof(SubOrchestrationCreated), nameof(SubOrchestrationCreated))]
[JsonDerivedType(typeof(EventSent), nameof(EventSent))]
[JsonDerivedType(typeof(ExecutionCompleted), nameof(ExecutionCompleted))]
internal abstract record HistoryEvent;

/// <summary>What an orchestrator receives.</summary>
internal abstract record ReceivedEvent : HistoryEvent;

internal sealed record ExecutionStarted : ReceivedEvent;

internal sealed record EventRaised(string Name, string? Payload) : ReceivedEvent;

internal sealed record ExecutionSuspended(string? Reason) : ReceivedEvent;

internal sealed record ExecutionResumed(string? Reason) : ReceivedEvent;

internal sealed record ExecutionTerminated(string? Output) : ReceivedEvent;

/// <summary>The outcome of something that the orchestrator asked for under this id.</summary>
internal abstract record OutcomeEvent(int Id) : ReceivedEvent;

internal sealed record TaskCompleted(int Id, string? Result) : OutcomeEvent(Id);

internal sealed record TaskFailed(int Id, TaskFailureDetails Failure) : OutcomeEvent(Id);

internal sealed record TimerFired(int Id) : OutcomeEvent(Id);

internal sealed record SubOrchestrationCompleted(int Id, string? Result) : OutcomeEvent(Id);

/// <summary>The failure of a sub-orchestration; without details if its orchestrator does not exist.</summary>
internal sealed record SubOrchestrationFailed(int Id, TaskFailureDetails? Failure) : OutcomeEvent(Id);

internal sealed record EntityOperationCompleted(int Id, string? Result) : OutcomeEvent(Id);

internal sealed record EntityOperationFailed(int Id, TaskFailureDetails Failure) : OutcomeEvent(Id);

internal sealed record EntitiesLocked(int Id) : OutcomeEvent(Id);

/// <summary>What an orchestrator asked for.</summary>
internal abstract record RequestEvent(int Id) : HistoryEvent;

internal sealed record TaskScheduled(int Id, string Name) : RequestEvent(Id);

internal sealed record TimerCreated(int Id, DateTime FireAt) : RequestEvent(Id);

internal sealed record SubOrchestrationCreated(int Id, string Name, string InstanceId) : RequestEvent(Id);

/// <summary>An event, or a message to an entity: an operation, a lock or its release.</summary>
internal sealed record EventSent(int Id, string Name, string InstanceId) : RequestEvent(Id);

/// <summary>The end of an instance.</summary>
internal sealed record ExecutionCompleted(string Status) : HistoryEvent;

/// <summary>
/// One step of an instance, which is one row of its history: when it was made, what was received, what came of it.
/// </summary>
internal sealed record HistoryStep(
    DateTimeOffset At, IReadOnlyList<HistoryEvent> Received, IReadOnlyList<HistoryEvent> Produced);
