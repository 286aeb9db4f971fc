namespace Switchboard.Embedded.Durable.Entities;

/// <summary>
/// An entity whose operations are its public methods, by name ignoring case: with at most one input, and the context or
/// the operation if they ask for it. Without a method of its own, <c>delete</c> removes the state.
/// </summary>
/// <typeparam name="TState">The type of its state.</typeparam>
public abstract class TaskEntity<TState> : ITaskEntity
{
    /// <summary>Whether operations may also be methods of the state.</summary>
    protected virtual bool AllowStateDispatch => false;

    /// <summary>The state; null removes it.</summary>
    protected TState State { get; set; } = default!;

    /// <summary>What the present operation may set going.</summary>
    protected TaskEntityContext Context { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask<object?> RunAsync(TaskEntityOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Context = operation.Context;
        State = operation.State.GetState(typeof(TState)) is TState state ? state : InitializeState(operation);

        object? result = null;
        if (EntityMethods.Find(this, operation) is { } own)
            result = await own();
        else if (AllowStateDispatch && State is not null && EntityMethods.Find(State, operation) is { } ofState)
            result = await ofState();
        else if (operation.Name.Equals("delete", StringComparison.OrdinalIgnoreCase))
            State = default!;
        else
            throw new NotSupportedException($"No suitable method found for entity operation '{operation}'.");

        operation.State.SetState(State);
        return result;
    }

    /// <summary>The state of an entity that has none.</summary>
    /// <param name="entityOperation">The operation that needs it.</param>
    protected virtual TState InitializeState(TaskEntityOperation entityOperation) =>
        Nullable.GetUnderlyingType(typeof(TState)) is { } value
            ? (TState)Activator.CreateInstance(value)!
            : Activator.CreateInstance<TState>();
}
