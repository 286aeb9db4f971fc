using Microsoft.AspNetCore.WebUtilities;
using Switchboard.Identity;

namespace Switchboard.Http;

/// <summary>The callbacks API, <c>/api/callbacks</c>: its error bodies, and the credential of all of <c>/api</c>.</summary>
/// <param name="credential">Who may use it.</param>
public sealed class CallbackFamily(BasicCredential credential) : RouteFamily
{
    /// <inheritdoc/>
    public override IReadOnlyList<PathString> Roots { get; } = ["/api/callbacks"];

    /// <inheritdoc/>
    public override ValueTask<IResult?> RefuseAsync(HttpContext context) => ValueTask.FromResult(
        credential.Check(context.Request.Headers.Authorization) switch
        {
            Access.Granted => null,
            Access.Denied => CallbackResults.Unauthorized(),
            _ => Rejected(StatusCodes.Status503ServiceUnavailable, BasicCredential.HowToConfigure),
        });

    /// <inheritdoc/>
    public override IResult MethodNotAllowed(string allow) =>
        CallbackResults.Problem(StatusCodes.Status405MethodNotAllowed, "Method Not Allowed", ("Allow", allow));

    /// <inheritdoc/>
    public override IResult Rejected(int status, string? message) => CallbackResults.Problem(
        status,
        status == StatusCodes.Status404NotFound ? "Not Found" : message ?? ReasonPhrases.GetReasonPhrase(status));

    /// <inheritdoc/>
    public override IResult Failed(string correlationId) => CallbackResults.Problem(
        StatusCodes.Status500InternalServerError, $"Something went wrong; the log has it as {correlationId}.");
}
