namespace Switchboard.Embedded.Communication;

/// <summary>A user of the communication resource: the application itself is one.</summary>
public class CommunicationUserIdentifier : CommunicationIdentifier
{
    /// <summary>A user by id.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is null or empty.</exception>
    public CommunicationUserIdentifier(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
    }

    /// <summary>The user's id, <c>8:acs:…</c>.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public override string RawId => Id;

    /// <inheritdoc/>
    public override bool Equals(CommunicationIdentifier? other) =>
        other is CommunicationUserIdentifier user && user.RawId == RawId;

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
