using System.ComponentModel;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Which kind of result a recognition has.</summary>
/// <param name="value">The value on the wire.</param>
/// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
public readonly struct RecognizeResultType(string value) : IEquatable<RecognizeResultType>
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>A choice.</summary>
    public static RecognizeResultType ChoiceResult { get; } = new("choiceResult");

    /// <summary>Keys.</summary>
    public static RecognizeResultType DtmfResult { get; } = new("dtmfResult");

    /// <summary>Speech.</summary>
    public static RecognizeResultType SpeechResult { get; } = new("speechResult");

    /// <summary>Whether two values are the same, whatever their case.</summary>
    public static bool operator ==(RecognizeResultType left, RecognizeResultType right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(RecognizeResultType left, RecognizeResultType right) => !left.Equals(right);

    /// <summary>The value of that name.</summary>
    public static implicit operator RecognizeResultType(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(RecognizeResultType other) =>
        string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is RecognizeResultType other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
