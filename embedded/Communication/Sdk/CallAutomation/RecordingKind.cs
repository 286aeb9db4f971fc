using System.ComponentModel;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Whose recording it is.</summary>
/// <param name="value">The value on the wire.</param>
/// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
public readonly struct RecordingKind(string value) : IEquatable<RecordingKind>
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The service's.</summary>
    public static RecordingKind AzureCommunicationServices { get; } = new("azureCommunicationServices");

    /// <summary>Teams'.</summary>
    public static RecordingKind Teams { get; } = new("teams");

    /// <summary>Teams', for compliance.</summary>
    public static RecordingKind TeamsCompliance { get; } = new("teamsCompliance");

    /// <summary>Whether two values are the same, whatever their case.</summary>
    public static bool operator ==(RecordingKind left, RecordingKind right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(RecordingKind left, RecordingKind right) => !left.Equals(right);

    /// <summary>The value of that name.</summary>
    public static implicit operator RecordingKind(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(RecordingKind other) =>
        string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is RecordingKind other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
