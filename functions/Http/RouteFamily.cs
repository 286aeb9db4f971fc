namespace Switchboard.Http;

/// <summary>
/// A family of routes that share their manners: how requests are authenticated and how errors look. Written once,
/// used by the middleware and by <see cref="ZFallback"/> for every function and path of the family.
/// </summary>
public abstract class RouteFamily
{
    /// <summary>The family's paths begin with one of these, such as <c>/api</c>; of two families the longer wins.</summary>
    public abstract IReadOnlyList<PathString> Roots { get; }

    /// <summary>
    /// Lets a request pass (null; the family may set <see cref="HttpContext.User"/>) or says how to refuse it.
    /// </summary>
    public virtual ValueTask<IResult?> RefuseAsync(HttpContext context) => default;

    /// <summary>Says how to refuse a path that asks for something in a format that it does not have; null where it does not.</summary>
    public virtual IResult? RefuseFormat(PathString path) => null;

    /// <summary>404: no such route or thing.</summary>
    public virtual IResult NotFound() => Rejected(StatusCodes.Status404NotFound, null);

    /// <summary>405 with the methods that the path has, such as <c>GET, HEAD, OPTIONS</c>.</summary>
    public abstract IResult MethodNotAllowed(string allow);

    /// <summary>A request that cannot be read or served.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="message">Why, for the client to read.</param>
    public abstract IResult Rejected(int status, string? message);

    /// <summary>500 with the id under which the log has the reason.</summary>
    public abstract IResult Failed(string correlationId);
}
