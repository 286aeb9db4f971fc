namespace Switchboard.Embedded.Functions;

/// <summary>Which key an HTTP function asks of its callers.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous,

    /// <summary>A user's token.</summary>
    User,

    /// <summary>A function or host key.</summary>
    Function,

    /// <summary>A system key.</summary>
    System,

    /// <summary>The master key.</summary>
    Admin,
}
