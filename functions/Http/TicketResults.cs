using System.Globalization;
using System.Text.Json.Serialization;

namespace Switchboard.Http;

/// <summary>
/// The answers of the tickets family: bare documents and arrays, and errors <c>{"type","message"}</c>. The message of a
/// ParametersError lists what is wrong with which parameter; those of other errors are texts.
/// </summary>
public static class TicketResults
{
    /// <summary>200 with a document or a bare array.</summary>
    public static IResult Ok<T>(T value, params (string Name, string Value)[] headers) =>
        new JsonAnswer(StatusCodes.Status200OK, ApiJson.Bytes(value), headers);

    /// <summary>200 with part of a list: a bare array, with <c>Total</c>, and <c>Link</c> if a page was asked for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="paging">The page that was asked for; null if none was.</param>
    /// <param name="items">What is shown.</param>
    /// <param name="total">How many there are.</param>
    public static IResult List<T>(HttpRequest request, Paging? paging, IEnumerable<T> items, long total)
    {
        var headers = new List<(string, string)> { ("Total", total.ToString(CultureInfo.InvariantCulture)) };
        if (paging is not null && PageLinks.Of(request, paging, total) is { } links)
            headers.Add(("Link", links));
        return Ok(items, [.. headers]);
    }

    /// <summary>201 with the new resource.</summary>
    /// <param name="location">Its path, if it has one.</param>
    /// <param name="value">The resource.</param>
    public static IResult Created<T>(string? location, T value) => new JsonAnswer(
        StatusCodes.Status201Created, ApiJson.Bytes(value), location is null ? [] : [("Location", location)]);

    /// <summary>400 with what is wrong with which parameter.</summary>
    public static IResult Invalid(ValidationErrors errors) => Parameters(StatusCodes.Status400BadRequest, errors);

    /// <summary>401, asking for a token.</summary>
    /// <param name="invalid">Whether a token came that is nobody's.</param>
    public static IResult Unauthorized(bool invalid) => Parameters(
        StatusCodes.Status401Unauthorized,
        ValidationErrors.Of("Authentication", invalid ? "Invalid auth token." : "not authenticated"),
        ("WWW-Authenticate", invalid ? "Bearer error=\"invalid_token\"" : "Bearer"));

    /// <summary>401, asking for an administrator's HTTP Basic credentials.</summary>
    public static IResult AdministratorsOnly() => Parameters(
        StatusCodes.Status401Unauthorized,
        ValidationErrors.Of("Authentication", "not authenticated"),
        ("WWW-Authenticate", "Basic realm=\"Switchboard\""));

    /// <summary>An error about a resource: 404, 405.</summary>
    public static IResult Resource(int status, string message, params (string Name, string Value)[] headers) =>
        new JsonAnswer(status, ApiJson.Bytes(new Problem("ResourceError", message)), headers);

    /// <summary>An error of ours: 500, 503.</summary>
    public static IResult System(int status, string message, string? correlationId = null) =>
        new JsonAnswer(status, ApiJson.Bytes(new Problem("SystemError", message, correlationId)));

    /// <summary>The answer to a capability's outcome: what success says, 404, or 400.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="success">What success says.</param>
    /// <param name="missing">What is said of something that does not exist.</param>
    public static IResult From<T>(Outcome<T> outcome, Func<T, IResult> success, string missing = "Not found.") => outcome switch
    {
        Outcome<T>.Success done => success(done.Value),
        Outcome<T>.Invalid refused => Invalid(refused.Errors),
        _ => Resource(StatusCodes.Status404NotFound, missing),
    };

    private static JsonAnswer Parameters(int status, ValidationErrors errors, params (string, string)[] headers) => new(
        status,
        ApiJson.Bytes(new Problem("ParametersError", errors.Messages
            .SelectMany(entry => entry.Value, (entry, message) => new ParameterProblem(entry.Key, message)))),
        headers);

    private sealed record Problem(
        string Type,
        object Message,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CorrelationId = null);

    private sealed record ParameterProblem(string Parameter, string Message);
}
