using System.ComponentModel;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>The voice that reads a text.</summary>
/// <param name="value">The value on the wire.</param>
/// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
public readonly struct VoiceKind(string value) : IEquatable<VoiceKind>
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>A man's voice.</summary>
    public static VoiceKind Male { get; } = new("male");

    /// <summary>A woman's voice.</summary>
    public static VoiceKind Female { get; } = new("female");

    /// <summary>Whether two values are the same, whatever their case.</summary>
    public static bool operator ==(VoiceKind left, VoiceKind right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(VoiceKind left, VoiceKind right) => !left.Equals(right);

    /// <summary>The value of that name.</summary>
    public static implicit operator VoiceKind(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(VoiceKind other) =>
        string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is VoiceKind other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
