namespace Switchboard.Http;

/// <summary>
/// The answers of the callbacks family, as Flask-Restless gave them: bare documents, lists in an envelope, and errors
/// <c>{"message","validation_errors"}</c>.
/// </summary>
public static class CallbackResults
{
    private const string Realm = "Basic realm=\"Switchboard\"";

    /// <summary>200 with a document.</summary>
    public static IResult Ok<T>(T value) => new JsonAnswer(StatusCodes.Status200OK, ApiJson.Bytes(value));

    /// <summary>200 with one page of a list.</summary>
    /// <param name="paging">Which page it is.</param>
    /// <param name="objects">The page's items.</param>
    /// <param name="total">How many items the whole list has.</param>
    public static IResult List<T>(Paging paging, IEnumerable<T> objects, long total) =>
        Ok(new { NumResults = total, Objects = objects, paging.Page, TotalPages = paging.Last(total) });

    /// <summary>201 with the new resource and its path.</summary>
    public static IResult Created<T>(string location, T value) =>
        new JsonAnswer(StatusCodes.Status201Created, ApiJson.Bytes(value), ("Location", location));

    /// <summary>202 with what was begun.</summary>
    public static IResult Accepted<T>(T value) => new JsonAnswer(StatusCodes.Status202Accepted, ApiJson.Bytes(value));

    /// <summary>400 with the first message of each field that is wrong.</summary>
    public static IResult Invalid(ValidationErrors errors) => new JsonAnswer(
        StatusCodes.Status400BadRequest,
        ApiJson.Bytes(new
        {
            Message = errors.Messages.Values.First()[0],
            ValidationErrors = errors.Messages.ToDictionary(entry => entry.Key, entry => entry.Value[0]),
        }));

    /// <summary>401, asking for HTTP Basic credentials.</summary>
    public static IResult Unauthorized() =>
        Problem(StatusCodes.Status401Unauthorized, "Not Authorized", ("WWW-Authenticate", Realm));

    /// <summary>An error of no single field.</summary>
    public static IResult Problem(int status, string message, params (string Name, string Value)[] headers) => new JsonAnswer(
        status,
        ApiJson.Bytes(new { Message = message, ValidationErrors = new Dictionary<string, string>() }),
        headers);

    /// <summary>The answer to a capability's outcome: what success says, 404, or 400.</summary>
    public static IResult From<T>(Outcome<T> outcome, Func<T, IResult> success) => outcome switch
    {
        Outcome<T>.Success done => success(done.Value),
        Outcome<T>.Invalid refused => Invalid(refused.Errors),
        _ => Problem(StatusCodes.Status404NotFound, "Not Found"),
    };
}
