namespace Switchboard.Embedded.Durable.Engine.Entities;

/// <summary>Something for an entity, which stays in its inbox until the step that deals with it is committed.</summary>
/// <param name="From">The orchestration that sent it, or null.</param>
internal abstract record StoredEntityMessage(string? From) : StoredMessage;

/// <summary>An operation.</summary>
/// <param name="From">The orchestration that asked for it, or null.</param>
/// <param name="Name">The operation.</param>
/// <param name="Input">Its input as JSON.</param>
/// <param name="DueAt">When it is to be carried out; null for at once.</param>
/// <param name="Caller">Who waits for the result, or null.</param>
internal sealed record StoredOperation(
    string? From, string Name, string? Input, DateTimeOffset? DueAt, EntityCaller? Caller) : StoredEntityMessage(From);

/// <summary>The wish to lock this entity and, after it, others.</summary>
/// <param name="Owner">The orchestration that is to own the locks.</param>
/// <param name="Caller">Who waits until all are locked.</param>
/// <param name="Rest">The entities after this one: always in the same order, so that nobody waits in a circle.</param>
internal sealed record StoredLock(string Owner, EntityCaller Caller, IReadOnlyList<string> Rest)
    : StoredEntityMessage((string?)null);

/// <summary>The end of a lock.</summary>
internal sealed record StoredRelease(string Owner) : StoredEntityMessage(Owner);

/// <summary>The orchestration that waits for an entity, and the number of its request.</summary>
internal sealed record EntityCaller(string InstanceId, string ExecutionId, int TaskId);
