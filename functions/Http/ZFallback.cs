namespace Switchboard.Http;

/// <summary>
/// Answers whatever no other function takes, in the manners of the path's family: 404, 405 with <c>Allow</c>,
/// OPTIONS, and <c>/</c> itself. The host tries functions in alphabetical order of their names, hence this one's; it
/// answers HEAD for no function that does not declare it, hence "get", "head" on every function that reads.
/// </summary>
/// <param name="routes">The other functions' routes.</param>
/// <param name="families">Whose manners apply.</param>
public sealed class ZFallback(RouteTable routes, RouteFamilies families)
{
    internal const string Name = "ZFallback";

    private static readonly object Index = new
    {
        name = "Switchboard",
        links = new { health = "/healthz", openapi = "/openapi.json", docs = "/docs" },
    };

    /// <summary>Any method on any path.</summary>
    [Function(Name)]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request)
    {
        var isIndex = request.Path.Value is null or "" or "/";
        var methods = isIndex ? ["GET", "HEAD"] : routes.Methods(request.Path);
        var family = families.Of(request.Path);
        if (methods.Count == 0)
            return family.RefuseFormat(request.Path) ?? family.NotFound();
        if (isIndex && methods.Contains(request.Method))
            return ApiResults.Ok(Index);

        var allow = string.Join(", ", methods.Union([HttpMethods.Options]));
        return HttpMethods.IsOptions(request.Method)
            ? new EmptyAnswer(StatusCodes.Status204NoContent, ("Allow", allow))
            : family.MethodNotAllowed(allow);
    }
}
