using System.Text.Json;

namespace Switchboard.Http.OpenApi;

/// <summary>
/// The description of every route, OpenAPI 3.1. Made when it is first asked for; only the address of the server is that of
/// each request.
/// </summary>
/// <param name="descriptions">Who describes what.</param>
/// <param name="routes">The functions' routes.</param>
public sealed class OpenApiDocument(IEnumerable<IDescribesRoutes> descriptions, RouteTable routes)
{
    private const string About =
        """
        One application for organisations that reach people by phone. Its APIs keep the manners of the systems that they
        take the place of: field names, status codes, errors, paging and authentication are those of each family.

        What holds everywhere and is not repeated below:

        * Whatever answers `GET` answers `HEAD`.
        * Every path answers `OPTIONS` with its methods in `Allow`, and 405 with the same to methods that it does not have.
        * Moments are in UTC. Ids are whole numbers from 1; what is no id is a 404.
        * `GET` answers in JSON have an `ETag` and honour `If-None-Match`.
        """;

    private readonly Lazy<(JsonElement Tags, JsonElement Paths, JsonElement Components)> _described = new(() =>
    {
        var builder = new OpenApiBuilder(routes);
        foreach (var description in descriptions)
            description.Describe(builder);
        return builder.Build();
    });

    /// <summary>The document.</summary>
    /// <param name="server">The address to which its paths are relative.</param>
    public object For(string server)
    {
        var (tags, paths, components) = _described.Value;
        return new
        {
            Openapi = "3.1.1",
            Info = new { Title = "Switchboard", Version = "1.0", Description = About },
            Servers = new[] { new { Url = server } },
            Tags = tags,
            Paths = paths,
            Components = components,
        };
    }
}
