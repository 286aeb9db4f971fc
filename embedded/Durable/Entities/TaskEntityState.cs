namespace Switchboard.Embedded.Durable.Entities;

/// <summary>The state of an entity within an operation.</summary>
public abstract class TaskEntityState
{
    /// <summary>Whether there is a state.</summary>
    public abstract bool HasState { get; }

    /// <summary>The state, or a default without one.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="defaultValue">What to give without a state.</param>
    public virtual T? GetState<T>(T? defaultValue = default) =>
        HasState && GetState(typeof(T)) is T state ? state : defaultValue;

    /// <summary>The state, or null without one.</summary>
    /// <param name="type">Its type.</param>
    public abstract object? GetState(Type type);

    /// <summary>Sets the state.</summary>
    /// <param name="state">The new state; null for none.</param>
    public abstract void SetState(object? state);
}
