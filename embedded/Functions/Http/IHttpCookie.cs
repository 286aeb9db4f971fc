namespace Switchboard.Embedded.Functions.Http;

/// <summary>A cookie of a request or a response.</summary>
public interface IHttpCookie
{
    /// <summary>The host to which it is sent.</summary>
    string? Domain { get; }

    /// <summary>When it ends.</summary>
    DateTimeOffset? Expires { get; }

    /// <summary>Whether scripts do not see it.</summary>
    bool? HttpOnly { get; }

    /// <summary>How long it lasts, in seconds; goes before <see cref="Expires"/>.</summary>
    double? MaxAge { get; }

    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>The path to which it is sent.</summary>
    string? Path { get; }

    /// <summary>Whether it is sent with requests that another site causes.</summary>
    SameSite SameSite { get; }

    /// <summary>Whether it is sent over TLS only.</summary>
    bool? Secure { get; }

    /// <summary>Its value.</summary>
    string Value { get; }
}
