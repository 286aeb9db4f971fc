using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace Switchboard.Http;

/// <summary>The answers of the <c>/api</c> family, as Rails' responders gave them.</summary>
public static class ApiResults
{
    private const string Realm = "Basic realm=\"Application\"";

    /// <summary>200 with a document.</summary>
    public static IResult Ok<T>(T value) => new JsonAnswer(StatusCodes.Status200OK, ApiJson.Bytes(value));

    /// <summary>200 with one page of a list: a bare array, <c>Per-Page</c>, <c>Total</c> and <c>Link</c>.</summary>
    /// <param name="request">The request; its paging says which page this is.</param>
    /// <param name="items">The page's items.</param>
    /// <param name="total">How many items the whole list has.</param>
    public static IResult List<T>(ApiRequest request, IEnumerable<T> items, long total)
    {
        var headers = new List<(string, string)>
        {
            ("Per-Page", request.Paging.PerPage.ToString(CultureInfo.InvariantCulture)),
            ("Total", total.ToString(CultureInfo.InvariantCulture)),
        };
        if (PageLinks.Of(request.Http, request.Paging, total) is { } links)
            headers.Add(("Link", links));
        return new JsonAnswer(StatusCodes.Status200OK, ApiJson.Bytes(items), [.. headers]);
    }

    /// <summary>201 with the new resource.</summary>
    /// <param name="location">Its path, such as <c>/api/contacts/1</c>.</param>
    /// <param name="value">The resource.</param>
    public static IResult Created<T>(string location, T value) =>
        new JsonAnswer(StatusCodes.Status201Created, ApiJson.Bytes(value), ("Location", location));

    /// <summary>204: done, nothing to say.</summary>
    public static IResult NoContent() => new EmptyAnswer(StatusCodes.Status204NoContent, ("Cache-Control", "no-cache"));

    /// <summary>422 with <c>{"errors":{…}}</c>.</summary>
    public static IResult Unprocessable(ValidationErrors errors) =>
        new JsonAnswer(StatusCodes.Status422UnprocessableEntity, ApiJson.Bytes(new { errors = errors.Messages }));

    /// <summary>404 with <c>{"status":404,"error":"Not Found"}</c>.</summary>
    public static IResult NotFound() => Problem(StatusCodes.Status404NotFound);

    /// <summary>400 with <c>{"status":400,"error":"Bad Request"}</c> and, if given, why.</summary>
    public static IResult BadRequest(string? message = null) => Problem(StatusCodes.Status400BadRequest, message);

    /// <summary>401, asking for HTTP Basic credentials.</summary>
    public static IResult Unauthorized() => new TextAnswer(
        StatusCodes.Status401Unauthorized, "HTTP Basic: Access denied.", ("WWW-Authenticate", Realm));

    /// <summary>405 with the methods that the resource has, such as <c>GET, HEAD, OPTIONS</c>.</summary>
    public static IResult MethodNotAllowed(string allow) =>
        Problem(StatusCodes.Status405MethodNotAllowed, headers: ("Allow", allow));

    /// <summary>500 with the id under which the log has the reason.</summary>
    public static IResult Failed(string correlationId) =>
        Problem(StatusCodes.Status500InternalServerError, correlationId: correlationId);

    /// <summary>An error in the family's shape.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="message">Why, if there is more to say than the status does.</param>
    public static IResult Problem(int status, string? message = null) => Problem(status, message, null);

    /// <summary>The answer to a capability's outcome: what success says, 404, or 422.</summary>
    public static IResult From<T>(Outcome<T> outcome, Func<T, IResult> success) => outcome switch
    {
        Outcome<T>.Success done => success(done.Value),
        Outcome<T>.Invalid refused => Unprocessable(refused.Errors),
        _ => NotFound(),
    };

    private static JsonAnswer Problem(
        int status, string? message = null, string? correlationId = null, params (string, string)[] headers) =>
        new(
            status,
            ApiJson.Bytes(new ApiProblem(status, ReasonPhrases.GetReasonPhrase(status), message, correlationId)),
            headers);

    private sealed record ApiProblem(
        int Status,
        string Error,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CorrelationId);
}
