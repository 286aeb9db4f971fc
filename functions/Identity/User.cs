using Switchboard.Storage;

namespace Switchboard.Identity;

/// <summary>What somebody may do: a user's role.</summary>
public enum UserType
{
    /// <summary>Sees and touches what is their own.</summary>
    Customer,

    /// <summary>Sees and touches everything.</summary>
    Staff,
}

/// <summary>
/// Somebody who is known by name. Keys: one partition for all, because an address and a token belong to one user;
/// RowKey is the id.
/// </summary>
public sealed record User : Row, ICollected
{
    /// <inheritdoc/>
    public long Id { get; set; }

    /// <summary>The mail address, unique whatever its case.</summary>
    public string Email { get; set; } = "";

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The role.</summary>
    public UserType Type { get; set; }

    /// <summary>The SHA-256 of the token, in hexadecimal digits. Tokens are random, so they need no salt.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>The token itself, kept only where everybody may see it.</summary>
    public string? Token { get; set; }

    /// <summary>When the user was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the user was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The term by which the users of a role are found.</summary>
    public static Term TypeTerm(UserType type) => Storage.Terms.Of("user_type", type.ToString());

    /// <summary>The unique key of an address.</summary>
    public static string EmailKey(string email) => $"email={email.ToLowerInvariant()}";

    /// <summary>The unique key of a token.</summary>
    public static string TokenKey(string tokenHash) => $"token={tokenHash}";

    /// <inheritdoc/>
    public IEnumerable<Term> Terms() => [TypeTerm(Type)];

    /// <inheritdoc/>
    public IEnumerable<string> UniqueKeys() => [EmailKey(Email), TokenKey(TokenHash)];
}
