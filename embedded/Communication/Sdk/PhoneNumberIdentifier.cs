namespace Switchboard.Embedded.Communication;

/// <summary>A telephone.</summary>
public class PhoneNumberIdentifier : CommunicationIdentifier
{
    private const string Anonymous = "anonymous";

    private readonly string _rawId;

    /// <summary>A telephone by its number in E.164 format, or by its raw id as well.</summary>
    /// <exception cref="ArgumentException"><paramref name="phoneNumber"/> is null or empty.</exception>
    public PhoneNumberIdentifier(string phoneNumber, string? rawId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(phoneNumber);
        PhoneNumber = phoneNumber;
        _rawId = rawId ?? PhoneNumberPrefix + phoneNumber;

        var separator = phoneNumber.LastIndexOf('_');
        AssertedId = separator > 0 && separator < phoneNumber.Length - 1 ? phoneNumber[(separator + 1)..] : null;
    }

    /// <summary>The number in E.164 format.</summary>
    public string PhoneNumber { get; }

    /// <inheritdoc/>
    public override string RawId => _rawId;

    /// <summary>Whether the caller withheld the number.</summary>
    public bool IsAnonymous => string.Equals(PhoneNumber, Anonymous, StringComparison.OrdinalIgnoreCase);

    /// <summary>What tells apart several callers behind one number, or null.</summary>
    public string? AssertedId { get; }

    /// <inheritdoc/>
    public override bool Equals(CommunicationIdentifier? other) =>
        other is PhoneNumberIdentifier phone && phone.RawId == RawId;

    /// <summary>The number.</summary>
    public override string ToString() => PhoneNumber;
}
