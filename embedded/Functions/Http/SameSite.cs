namespace Switchboard.Embedded.Functions.Http;

/// <summary>Whether a cookie is sent with requests that another site causes.</summary>
public enum SameSite
{
    /// <summary>Not said, which ASP.NET Core writes as <c>none</c>.</summary>
    None,

    /// <summary>When the user follows a link.</summary>
    Lax,

    /// <summary>Never.</summary>
    Strict,

    /// <summary>Always.</summary>
    ExplicitNone,
}
