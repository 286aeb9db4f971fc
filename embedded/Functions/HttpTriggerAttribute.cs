using Switchboard.Embedded.Functions.Extensions.Abstractions;

namespace Switchboard.Embedded.Functions;

/// <summary>Runs the function for HTTP requests.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, with a function key.</summary>
    public HttpTriggerAttribute()
        : this(AuthorizationLevel.Function)
    {
    }

    /// <summary>These methods, with a function key.</summary>
    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods)
    {
    }

    /// <summary>Any method, with a key of <paramref name="authLevel"/>.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>These methods, with a key of <paramref name="authLevel"/>.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
        : this(authLevel) => Methods = methods;

    /// <summary>The route template below the route prefix; null: the function's name.</summary>
    public string? Route { get; set; }

    /// <summary>The methods served, ignoring case; null: all.</summary>
    public string[]? Methods { get; }

    /// <summary>The key a caller needs.</summary>
    public AuthorizationLevel AuthLevel { get; }
}
