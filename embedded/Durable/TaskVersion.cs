namespace Switchboard.Embedded.Durable;

/// <summary>The version of an orchestrator or activity. Versions are compared ignoring case.</summary>
public readonly struct TaskVersion : IEquatable<TaskVersion>
{
    /// <summary>No version.</summary>
    public static readonly TaskVersion Unversioned = new("");

    /// <summary>Names a version.</summary>
    /// <param name="version">The version; null and empty are no version.</param>
    public TaskVersion(string version)
    {
        Version = string.IsNullOrEmpty(version) ? "" : version;
    }

    /// <summary>The version; empty for none.</summary>
    public string Version => field ?? "";

    /// <summary>A version from text.</summary>
    public static implicit operator TaskVersion(string value) => new(value);

    /// <summary>The text of a version.</summary>
    public static implicit operator string(TaskVersion value) => value.Version;

    /// <summary>Whether two versions are the same, ignoring case.</summary>
    public static bool operator ==(TaskVersion a, TaskVersion b) => a.Equals(b);

    /// <summary>Whether two versions differ, ignoring case.</summary>
    public static bool operator !=(TaskVersion a, TaskVersion b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(TaskVersion other) => string.Equals(Version, other.Version, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskVersion other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Version);
}
