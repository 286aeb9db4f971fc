namespace Switchboard.Embedded.Durable.Entities;

/// <summary>An operation to carry out on an entity.</summary>
public abstract class TaskEntityOperation
{
    /// <summary>The operation.</summary>
    public abstract string Name { get; }

    /// <summary>What it may set going.</summary>
    public abstract TaskEntityContext Context { get; }

    /// <summary>The state it works on.</summary>
    public abstract TaskEntityState State { get; }

    /// <summary>Whether it has an input.</summary>
    public abstract bool HasInput { get; }

    /// <summary>Its input; the type's default without one.</summary>
    public virtual T? GetInput<T>() => GetInput(typeof(T)) is T input ? input : default;

    /// <summary>Its input, or null.</summary>
    /// <param name="inputType">The type of the input.</param>
    public abstract object? GetInput(Type inputType);

    /// <summary>The entity's name and the operation's.</summary>
    public override string ToString() => $"{Context.Id.Name}/{Name}";
}
