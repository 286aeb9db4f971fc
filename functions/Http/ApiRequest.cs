using System.Text.Json.Nodes;

namespace Switchboard.Http;

/// <summary>
/// A request of the <c>/api</c> family, read: query and body in one namespace. JSON keeps its types, forms nest by
/// <see cref="RackForm"/>; where both name a parameter, the query's wins, as in Rails. A body of a type that is
/// neither has no parameters.
/// </summary>
/// <param name="http">The request itself.</param>
/// <param name="parameters">Its parameters.</param>
public sealed class ApiRequest(HttpRequest http, JsonObject parameters)
{
    /// <summary>The most bytes a body may have: 1 MiB.</summary>
    public const int BodyLimit = 1024 * 1024;

    /// <summary>The request itself.</summary>
    public HttpRequest Http { get; } = http;

    /// <summary>Every parameter of query and body; route values are separate.</summary>
    public JsonObject Params { get; } = parameters;

    /// <summary>The page of the list that is asked for.</summary>
    public Paging Paging => field ??= Paging.From(Params);

    /// <summary>Reads query and body.</summary>
    /// <exception cref="RequestRejectedException">400, 413 or 415: they cannot be read.</exception>
    public static async ValueTask<ApiRequest> ReadAsync(HttpRequest request, CancellationToken cancellation = default)
    {
        var query = request.QueryString.HasValue ? RackForm.Parse(request.QueryString.Value!) : null;
        var parameters = await ReadBodyAsync(request, cancellation);
        if (query is not null)
            Move(query, parameters);
        return new ApiRequest(request, parameters);
    }

    /// <inheritdoc cref="Parameters.Text"/>
    public string? Text(string name) => Params.Text(name);

    /// <inheritdoc cref="Parameters.Object"/>
    public JsonObject? Object(string name) => Params.Object(name);

    private static void Move(JsonObject from, JsonObject to)
    {
        foreach (var (name, value) in from.ToList())
        {
            from.Remove(name);
            to[name] = value;
        }
    }

    private static async ValueTask<JsonObject> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        await RequestBody.CheckLengthAsync(request, BodyLimit, cancellation);
        var format = BodyFormat.Of(request);
        return format is null
            ? []
            : await format.ParseAsync(await RequestBody.ReadAsync(request, BodyLimit, cancellation), cancellation);
    }
}
