using System.ComponentModel;

namespace Switchboard.Embedded.Communication.CallAutomation;

/// <summary>What a caller is told whose call is not taken.</summary>
/// <param name="value">The value on the wire.</param>
/// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
public readonly struct CallRejectReason(string value) : IEquatable<CallRejectReason>
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Nothing in particular.</summary>
    public static CallRejectReason None { get; } = new("none");

    /// <summary>The line is busy.</summary>
    public static CallRejectReason Busy { get; } = new("busy");

    /// <summary>They may not call.</summary>
    public static CallRejectReason Forbidden { get; } = new("forbidden");

    /// <summary>Whether two values are the same, whatever their case.</summary>
    public static bool operator ==(CallRejectReason left, CallRejectReason right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(CallRejectReason left, CallRejectReason right) => !left.Equals(right);

    /// <summary>The value of that name.</summary>
    public static implicit operator CallRejectReason(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(CallRejectReason other) =>
        string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is CallRejectReason other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
