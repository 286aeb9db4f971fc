using System.ComponentModel;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Whether a recording runs.</summary>
/// <param name="value">The value on the wire.</param>
/// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
public readonly struct RecordingState(string value) : IEquatable<RecordingState>
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>It runs.</summary>
    public static RecordingState Active { get; } = new("active");

    /// <summary>It pauses or is over.</summary>
    public static RecordingState Inactive { get; } = new("inactive");

    /// <summary>Whether two values are the same, whatever their case.</summary>
    public static bool operator ==(RecordingState left, RecordingState right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(RecordingState left, RecordingState right) => !left.Equals(right);

    /// <summary>The value of that name.</summary>
    public static implicit operator RecordingState(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(RecordingState other) =>
        string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is RecordingState other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
