using System.ComponentModel;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>Where a call stands.</summary>
/// <param name="value">The value on the wire.</param>
/// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
public readonly struct CallConnectionState(string value) : IEquatable<CallConnectionState>
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Not known.</summary>
    public static CallConnectionState Unknown { get; } = new("unknown");

    /// <summary>Ringing, or about to.</summary>
    public static CallConnectionState Connecting { get; } = new("connecting");

    /// <summary>Answered.</summary>
    public static CallConnectionState Connected { get; } = new("connected");

    /// <summary>Being handed over.</summary>
    public static CallConnectionState Transferring { get; } = new("transferring");

    /// <summary>Handed over.</summary>
    public static CallConnectionState TransferAccepted { get; } = new("transferAccepted");

    /// <summary>Being hung up.</summary>
    public static CallConnectionState Disconnecting { get; } = new("disconnecting");

    /// <summary>Over.</summary>
    public static CallConnectionState Disconnected { get; } = new("disconnected");

    /// <summary>Whether two values are the same, whatever their case.</summary>
    public static bool operator ==(CallConnectionState left, CallConnectionState right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(CallConnectionState left, CallConnectionState right) => !left.Equals(right);

    /// <summary>The value of that name.</summary>
    public static implicit operator CallConnectionState(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(CallConnectionState other) =>
        string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is CallConnectionState other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
