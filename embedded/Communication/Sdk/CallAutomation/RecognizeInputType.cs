using System.ComponentModel;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>What to recognize.</summary>
/// <param name="value">The value on the wire.</param>
/// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
public readonly struct RecognizeInputType(string value) : IEquatable<RecognizeInputType>
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Keys.</summary>
    public static RecognizeInputType Dtmf { get; } = new("dtmf");

    /// <summary>One of several choices.</summary>
    public static RecognizeInputType Choices { get; } = new("choices");

    /// <summary>Speech.</summary>
    public static RecognizeInputType Speech { get; } = new("speech");

    /// <summary>Speech or keys, whichever comes first.</summary>
    public static RecognizeInputType SpeechOrDtmf { get; } = new("speechOrDtmf");

    /// <summary>Whether two values are the same, whatever their case.</summary>
    public static bool operator ==(RecognizeInputType left, RecognizeInputType right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(RecognizeInputType left, RecognizeInputType right) => !left.Equals(right);

    /// <summary>The value of that name.</summary>
    public static implicit operator RecognizeInputType(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(RecognizeInputType other) =>
        string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is RecognizeInputType other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
