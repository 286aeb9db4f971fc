namespace Switchboard.Http.OpenApi;

/// <summary>The description of all routes, for programs. It holds no secrets and is open to everybody.</summary>
public sealed class OpenApiFunctions(OpenApiDocument document)
{
    /// <summary><c>GET /openapi.json</c>: the routes of the application in OpenAPI 3.1.</summary>
    [Function(nameof(GetOpenApi))]
    public IResult GetOpenApi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi.json")] HttpRequest http) =>
        ApiResults.Ok(document.For(RequestAddress.OriginOf(http)));
}
