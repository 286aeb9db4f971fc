namespace Switchboard.Embedded.Durable;

/// <summary>The name of an orchestrator or activity. Names are compared ignoring case.</summary>
public readonly struct TaskName : IEquatable<TaskName>
{
    /// <summary>Names a task.</summary>
    /// <param name="name">The name; null and empty are the default name.</param>
    public TaskName(string name)
    {
        // The empty name is what a null becomes, so that default(TaskName) and new TaskName("") are one thing.
        Name = string.IsNullOrEmpty(name) ? null! : name;
    }

    /// <summary>The name, or null for the default.</summary>
    public string Name { get; }

    /// <summary>Always empty: a task's version is an option of its call, not part of its name.</summary>
    public string Version => "";

    /// <summary>A name from text.</summary>
    public static implicit operator TaskName(string value) => new(value);

    /// <summary>The text of a name.</summary>
    public static implicit operator string(TaskName value) => value.Name;

    /// <summary>Whether two names are the same, ignoring case.</summary>
    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    /// <summary>Whether two names differ, ignoring case.</summary>
    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Name is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";
}
