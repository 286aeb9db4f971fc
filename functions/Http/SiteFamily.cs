namespace Switchboard.Http;

/// <summary>Everything that belongs to no API: <c>/</c>, <c>/healthz</c> and paths that nobody knows.</summary>
public class SiteFamily : RouteFamily
{
    /// <inheritdoc/>
    public override IReadOnlyList<PathString> Roots { get; } = [PathString.Empty];

    /// <inheritdoc/>
    public override IResult MethodNotAllowed(string allow) => ApiResults.MethodNotAllowed(allow);

    /// <inheritdoc/>
    public override IResult Rejected(int status, string? message) => status == StatusCodes.Status404NotFound
        ? ApiResults.NotFound()
        : ApiResults.Problem(status, message);

    /// <inheritdoc/>
    public override IResult Failed(string correlationId) => ApiResults.Failed(correlationId);
}
