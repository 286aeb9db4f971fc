using Switchboard.Embedded.Durable.Entities;

namespace Switchboard.Embedded.Durable.Client.Entities;

/// <summary>An entity at the moment it was asked for.</summary>
/// <typeparam name="TState">The type of its state.</typeparam>
public class EntityMetadata<TState>
{
    private readonly TState? _state;

    /// <summary>An entity whose state was not asked for, or which has none.</summary>
    /// <param name="id">The entity.</param>
    public EntityMetadata(EntityInstanceId id)
    {
        Id = id;
    }

    /// <summary>An entity and its state.</summary>
    /// <param name="id">The entity.</param>
    /// <param name="state">Its state.</param>
    public EntityMetadata(EntityInstanceId id, TState? state)
        : this(id)
    {
        IncludesState = state is not null;
        _state = state;
    }

    /// <summary>The entity.</summary>
    public EntityInstanceId Id { get; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset LastModifiedTime { get; init; }

    /// <summary>How many operations wait.</summary>
    public int BacklogQueueSize { get; init; }

    /// <summary>The orchestration that has locked it, or null.</summary>
    public string? LockedBy { get; init; }

    /// <summary>Whether <see cref="State"/> can be read.</summary>
    public bool IncludesState { get; }

    /// <summary>Its state.</summary>
    /// <exception cref="InvalidOperationException">The state was not asked for, or there is none.</exception>
    public TState State => IncludesState
        ? _state!
        : throw new InvalidOperationException($"Can't retrieve state when {nameof(IncludesState)}=false");
}

/// <summary>An entity at the moment it was asked for.</summary>
/// <param name="id">The entity.</param>
/// <param name="state">Its state, or null.</param>
public sealed class EntityMetadata(EntityInstanceId id, SerializedData? state = null)
    : EntityMetadata<SerializedData>(id, state);
