using System.ComponentModel;

namespace Switchboard.Embedded.Communication;

/// <summary>Someone or something that takes part in calls and messages.</summary>
public abstract class CommunicationIdentifier : IEquatable<CommunicationIdentifier>
{
    private protected const string PhoneNumberPrefix = "4:";
    private protected const string UserPrefix = "8:acs:";

    /// <summary>For the kinds of identifiers.</summary>
    protected CommunicationIdentifier()
    {
    }

    /// <summary>The identifier as one string, for storing: <c>4:+15550123</c>, <c>8:acs:…</c>.</summary>
    public virtual string RawId => null!;

    /// <summary>Whether both are the same participant.</summary>
    public static bool operator ==(CommunicationIdentifier? left, CommunicationIdentifier? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>Whether they are different participants.</summary>
    public static bool operator !=(CommunicationIdentifier? left, CommunicationIdentifier? right) => !(left == right);

    /// <summary>The identifier with this <see cref="RawId"/>; of unknown kind when the prefix says nothing.</summary>
    /// <exception cref="ArgumentException"><paramref name="rawId"/> is null or empty.</exception>
    public static CommunicationIdentifier FromRawId(string rawId)
    {
        ArgumentException.ThrowIfNullOrEmpty(rawId);
        if (rawId.StartsWith(PhoneNumberPrefix, StringComparison.Ordinal) && rawId.Length > PhoneNumberPrefix.Length)
            return new PhoneNumberIdentifier(rawId[PhoneNumberPrefix.Length..], rawId);
        return rawId.StartsWith(UserPrefix, StringComparison.Ordinal)
            ? new CommunicationUserIdentifier(rawId)
            : new UnknownIdentifier(rawId);
    }

    /// <inheritdoc/>
    public abstract bool Equals(CommunicationIdentifier? other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is CommunicationIdentifier other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => RawId.GetHashCode(StringComparison.Ordinal);
}
