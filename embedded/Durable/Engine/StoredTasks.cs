using System.Text.Json.Serialization;
using Switchboard.Embedded.Durable.Engine.Entities;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>Something under way for an instance that a restart has to take up again.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "Kind")]
[JsonDerivedType(typeof(StoredActivity), "Activity")]
[JsonDerivedType(typeof(StoredTimer), "Timer")]
internal abstract record StoredTask(int Id, string ExecutionId);

/// <summary>An activity that has been scheduled and whose outcome is not known.</summary>
internal sealed record StoredActivity(int Id, string ExecutionId, string Name, string? Input)
    : StoredTask(Id, ExecutionId);

/// <summary>A timer that has not fired.</summary>
internal sealed record StoredTimer(int Id, string ExecutionId, DateTime FireAt) : StoredTask(Id, ExecutionId);

/// <summary>A message from one instance to another, stored with the step that sent it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "Kind")]
[JsonDerivedType(typeof(StoredStart), "Start")]
[JsonDerivedType(typeof(StoredEvent), "Event")]
[JsonDerivedType(typeof(StoredOperation), "Operation")]
[JsonDerivedType(typeof(StoredLock), "Lock")]
[JsonDerivedType(typeof(StoredRelease), "Release")]
internal abstract record StoredMessage;

/// <summary>The start of a sub-orchestration, or of an orchestration by an entity.</summary>
internal sealed record StoredStart(
    string Name, string ExecutionId, string? Input, IReadOnlyDictionary<string, string>? Tags, ParentLink? Parent)
    : StoredMessage
{
    public DateTimeOffset? StartAt { get; init; }
}

/// <summary>Something to receive; meant for one generation only if that is named.</summary>
internal sealed record StoredEvent(HistoryEvent Event, string? ExecutionId) : StoredMessage;
