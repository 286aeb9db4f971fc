using System.ComponentModel;

namespace Switchboard.Embedded.Communication.Email;

/// <summary>Where the sending of a mail stands.</summary>
/// <param name="value">The value on the wire.</param>
/// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
public readonly struct EmailSendStatus(string value) : IEquatable<EmailSendStatus>
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Not begun.</summary>
    public static EmailSendStatus NotStarted { get; } = new("NotStarted");

    /// <summary>Under way.</summary>
    public static EmailSendStatus Running { get; } = new("Running");

    /// <summary>Accepted for delivery; not yet delivered.</summary>
    public static EmailSendStatus Succeeded { get; } = new("Succeeded");

    /// <summary>It failed.</summary>
    public static EmailSendStatus Failed { get; } = new("Failed");

    /// <summary>It was canceled.</summary>
    public static EmailSendStatus Canceled { get; } = new("Canceled");

    /// <summary>Whether two values are the same, whatever their case.</summary>
    public static bool operator ==(EmailSendStatus left, EmailSendStatus right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(EmailSendStatus left, EmailSendStatus right) => !left.Equals(right);

    /// <summary>The value of that name.</summary>
    public static implicit operator EmailSendStatus(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(EmailSendStatus other) =>
        string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is EmailSendStatus other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
