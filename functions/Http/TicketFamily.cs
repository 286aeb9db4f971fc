using Switchboard.Identity;

namespace Switchboard.Http;

/// <summary>The tickets API, <c>/tickets</c> and <c>/replies</c>: its error bodies, and a bearer token for each user.</summary>
/// <param name="users">Whose tokens are taken.</param>
public class TicketFamily(Users users) : RouteFamily
{
    /// <inheritdoc/>
    public override IReadOnlyList<PathString> Roots { get; } = ["/tickets", "/replies"];

    /// <inheritdoc/>
    public override async ValueTask<IResult?> RefuseAsync(HttpContext context)
    {
        if (BearerToken.Read(context.Request.Headers.Authorization) is not { } token)
            return TicketResults.Unauthorized(invalid: false);
        if (await users.FindByTokenAsync(token, context.RequestAborted) is not { } user)
            return TicketResults.Unauthorized(invalid: true);
        context.Features.Set(user);
        return null;
    }

    /// <inheritdoc/>
    public override IResult MethodNotAllowed(string allow) =>
        TicketResults.Resource(StatusCodes.Status405MethodNotAllowed, "Method not allowed.", ("Allow", allow));

    /// <inheritdoc/>
    public override IResult Rejected(int status, string? message) => status switch
    {
        StatusCodes.Status404NotFound => TicketResults.Resource(status, message ?? "Not found."),
        StatusCodes.Status400BadRequest => TicketResults.Invalid(ValidationErrors.Of("body", message ?? "Invalid.")),
        _ => TicketResults.Resource(status, message ?? "The request cannot be read."),
    };

    /// <inheritdoc/>
    public override IResult Failed(string correlationId) => TicketResults.System(
        StatusCodes.Status500InternalServerError, "Something went wrong.", correlationId);
}
