using Switchboard.Identity;

namespace Switchboard.Http;

/// <summary>The users of the tickets API, <c>/users</c>: for the administrator, which on a laptop is everybody.</summary>
/// <param name="users">The users.</param>
/// <param name="administrator">Who may see and make them.</param>
public sealed class UserFamily(Users users, AdministratorCredential administrator) : TicketFamily(users)
{
    /// <inheritdoc/>
    public override IReadOnlyList<PathString> Roots { get; } = ["/users"];

    /// <inheritdoc/>
    public override ValueTask<IResult?> RefuseAsync(HttpContext context) => ValueTask.FromResult(
        administrator.Check(context.Request.Headers.Authorization) switch
        {
            Access.Granted => null,
            Access.Denied => TicketResults.AdministratorsOnly(),
            _ => TicketResults.System(StatusCodes.Status503ServiceUnavailable, AdministratorCredential.HowToConfigure),
        });
}
