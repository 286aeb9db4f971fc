namespace Switchboard.Embedded.Communication.Email;

/// <summary>Where a mail goes.</summary>
public readonly struct EmailAddress
{
    /// <summary>An address.</summary>
    public EmailAddress(string address)
        : this(address, null)
    {
    }

    /// <summary>An address and a name.</summary>
    /// <exception cref="ArgumentException"><paramref name="address"/> is null or empty.</exception>
    public EmailAddress(string address, string? displayName)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        Address = address;
        DisplayName = displayName;
    }

    /// <summary>The address.</summary>
    public string Address { get; }

    /// <summary>The name, or null.</summary>
    public string? DisplayName { get; }

    internal object Write() => new { address = Address, displayName = DisplayName };
}
