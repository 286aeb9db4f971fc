using System.Text.Json.Nodes;

namespace Switchboard.Http;

/// <summary>Reading requests of the callbacks family, which takes JSON and nothing else.</summary>
public static class CallbackRequest
{
    // A page may be called as Flask-Restless called it.
    private const string PerPage = "results_per_page";

    /// <summary>Reads the body's fields.</summary>
    /// <exception cref="RequestRejectedException">400, 413 or 415: it is no JSON object, or too long.</exception>
    public static async ValueTask<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        await RequestBody.CheckLengthAsync(request, ApiRequest.BodyLimit, cancellation);
        if (!BodyFormat.IsJson(request))
            throw new RequestRejectedException(
                StatusCodes.Status415UnsupportedMediaType, "The body must be JSON: Content-Type: application/json.");
        var body = await RequestBody.ReadAsync(request, ApiRequest.BodyLimit, cancellation);
        return JsonBody.Parse(body.Span);
    }

    /// <summary>Reads the query, and which page it asks for.</summary>
    public static (JsonObject Parameters, Paging Paging) Query(HttpRequest request)
    {
        var parameters = RackForm.Parse(request.QueryString.Value ?? "");
        var paging = new JsonObject { ["page"] = parameters.Text("page"), ["per_page"] = parameters.Text(PerPage) };
        return (parameters, Paging.From(paging));
    }
}
