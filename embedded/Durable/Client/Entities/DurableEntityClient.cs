using Switchboard.Embedded.Durable.Entities;

namespace Switchboard.Embedded.Durable.Client.Entities;

/// <summary>Signals entities and asks about them.</summary>
/// <param name="name">The name of the client.</param>
public abstract class DurableEntityClient(string name)
{
    /// <summary>The name of the client.</summary>
    public string Name { get; } = name;

    /// <summary>Asks an entity to carry out an operation, without waiting for it.</summary>
    /// <param name="id">The entity.</param>
    /// <param name="operationName">The operation.</param>
    /// <param name="input">Its input.</param>
    /// <param name="options">When.</param>
    /// <param name="cancellation">Cancels the request.</param>
    public abstract Task SignalEntityAsync(
        EntityInstanceId id,
        string operationName,
        object? input = null,
        SignalEntityOptions? options = null,
        CancellationToken cancellation = default);

    /// <summary>Asks an entity to carry out an operation, without waiting for it.</summary>
    public virtual Task SignalEntityAsync(
        EntityInstanceId id,
        string operationName,
        SignalEntityOptions options,
        CancellationToken cancellation = default) =>
        SignalEntityAsync(id, operationName, null, options, cancellation);

    /// <summary>Asks an entity to carry out an operation, without waiting for it.</summary>
    public virtual Task SignalEntityAsync(
        EntityInstanceId id, string operationName, CancellationToken cancellation) =>
        SignalEntityAsync(id, operationName, null, null, cancellation);

    /// <summary>An entity, or null if there is none or it has no state.</summary>
    /// <param name="id">The entity.</param>
    /// <param name="includeState">Whether its state is wanted.</param>
    /// <param name="cancellation">Cancels the request.</param>
    public abstract Task<EntityMetadata?> GetEntityAsync(
        EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default);

    /// <inheritdoc cref="GetEntityAsync(EntityInstanceId, bool, CancellationToken)"/>
    public virtual Task<EntityMetadata?> GetEntityAsync(EntityInstanceId id, CancellationToken cancellation) =>
        GetEntityAsync(id, true, cancellation);

    /// <inheritdoc cref="GetEntityAsync(EntityInstanceId, bool, CancellationToken)"/>
    /// <typeparam name="T">The type of its state.</typeparam>
    public abstract Task<EntityMetadata<T>?> GetEntityAsync<T>(
        EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default);

    /// <inheritdoc cref="GetEntityAsync(EntityInstanceId, bool, CancellationToken)"/>
    /// <typeparam name="T">The type of its state.</typeparam>
    public virtual Task<EntityMetadata<T>?> GetEntityAsync<T>(EntityInstanceId id, CancellationToken cancellation) =>
        GetEntityAsync<T>(id, true, cancellation);

    /// <summary>The entities that match a filter.</summary>
    /// <param name="filter">The filter; null for all.</param>
    public abstract AsyncPageable<EntityMetadata> GetAllEntitiesAsync(EntityQuery? filter = null);

    /// <summary>The entities that match a filter.</summary>
    /// <typeparam name="T">The type of their states.</typeparam>
    /// <param name="filter">The filter; null for all.</param>
    public abstract AsyncPageable<EntityMetadata<T>> GetAllEntitiesAsync<T>(EntityQuery? filter = null);

    /// <summary>Removes entities that are empty and releases locks whose owner is gone.</summary>
    /// <param name="request">What to tidy; null for everything.</param>
    /// <param name="continueUntilComplete">Whether to go on until all is done.</param>
    /// <param name="cancellation">Cancels the request.</param>
    public abstract Task<CleanEntityStorageResult> CleanEntityStorageAsync(
        CleanEntityStorageRequest? request = null,
        bool continueUntilComplete = true,
        CancellationToken cancellation = default);
}
