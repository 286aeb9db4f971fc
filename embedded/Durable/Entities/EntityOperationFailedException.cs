#pragma warning disable CA1032 // Has the constructors of the real one.
namespace Switchboard.Embedded.Durable.Entities;

/// <summary>An operation that an orchestrator called on an entity failed; the entity's state is as it was.</summary>
/// <param name="entityId">The entity.</param>
/// <param name="operationName">The operation.</param>
/// <param name="failureDetails">What was thrown.</param>
public sealed class EntityOperationFailedException(
    EntityInstanceId entityId, string operationName, TaskFailureDetails failureDetails)
    : Exception($"Operation '{operationName}' of entity '{entityId}' failed: {failureDetails?.ErrorMessage}")
{
    /// <summary>The entity.</summary>
    public EntityInstanceId EntityId { get; } = entityId;

    /// <summary>The operation.</summary>
    public string OperationName { get; } = operationName;

    /// <summary>What was thrown.</summary>
    public TaskFailureDetails FailureDetails { get; } = failureDetails!;
}
