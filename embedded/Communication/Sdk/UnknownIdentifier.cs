namespace Switchboard.Embedded.Communication;

/// <summary>A participant of a kind that is not known here.</summary>
public class UnknownIdentifier : CommunicationIdentifier
{
    /// <summary>A participant by raw id.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is null or empty.</exception>
    public UnknownIdentifier(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
    }

    /// <summary>The raw id.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public override string RawId => Id;

    /// <inheritdoc/>
    public override bool Equals(CommunicationIdentifier? other) =>
        other is UnknownIdentifier unknown && unknown.RawId == RawId;

    /// <summary>The raw id.</summary>
    public override string ToString() => Id;
}
