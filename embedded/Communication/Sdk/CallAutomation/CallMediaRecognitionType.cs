using System.ComponentModel;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>What was recognized.</summary>
/// <param name="value">The value on the wire.</param>
/// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
public readonly struct CallMediaRecognitionType(string value) : IEquatable<CallMediaRecognitionType>
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Keys.</summary>
    public static CallMediaRecognitionType Dtmf { get; } = new("dtmf");

    /// <summary>One of several choices.</summary>
    public static CallMediaRecognitionType Choices { get; } = new("choices");

    /// <summary>Speech.</summary>
    public static CallMediaRecognitionType Speech { get; } = new("speech");

    /// <summary>Whether two values are the same, whatever their case.</summary>
    public static bool operator ==(CallMediaRecognitionType left, CallMediaRecognitionType right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(CallMediaRecognitionType left, CallMediaRecognitionType right) =>
        !left.Equals(right);

    /// <summary>The value of that name.</summary>
    public static implicit operator CallMediaRecognitionType(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(CallMediaRecognitionType other) =>
        string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is CallMediaRecognitionType other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
