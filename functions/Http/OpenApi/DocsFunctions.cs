namespace Switchboard.Http.OpenApi;

/// <summary>
/// The description of all routes, for people: Swagger UI, from this application alone. ASP.NET's middleware for it does
/// not see requests behind a Functions host, so that its files are served by functions.
/// </summary>
public sealed class DocsFunctions
{
    /// <summary><c>GET /docs</c>: the page.</summary>
    [Function(nameof(GetDocs))]
    public IResult GetDocs([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "docs")] HttpRequest http) =>
        DocsFile.Page;

    /// <summary><c>GET /docs/{file}</c>: a file of the page.</summary>
    [Function(nameof(GetDocsFile))]
    public IResult GetDocsFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "docs/{file}")] HttpRequest http, string file) =>
        DocsFile.Find(file) ?? ApiResults.NotFound();
}
