using Switchboard.Http;

namespace Switchboard.Identity;

/// <summary>The API of users: for administrators, which on a laptop is everybody.</summary>
public sealed class UserFunctions(Users users, AdministratorCredential administrator)
{
    /// <summary><c>GET /users</c>: everybody who may use tickets; with their tokens where everybody may see them.</summary>
    [Function(nameof(ListUsers))]
    public async Task<IResult> ListUsers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "users")] HttpRequest http,
        CancellationToken cancellation)
    {
        var all = users.ReadAsync(cancellation)
            .Select(user => UserJson.From(user, administrator.IsOpen ? user.Token : null));
        return TicketResults.Ok(await all.ToListAsync(cancellation));
    }

    /// <summary><c>POST /users</c>: creates a user; the answer shows the token, which nobody may see again.</summary>
    [Function(nameof(CreateUser))]
    public async Task<IResult> CreateUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "users")] HttpRequest http,
        CancellationToken cancellation)
    {
        var parameters = await TicketRequest.ReadAsync(http, cancellation);
        var outcome = await users.CreateAsync(UserWish.From(parameters), cancellation);
        return TicketResults.From(outcome, issued => TicketResults.Created(null, UserJson.From(issued.User, issued.Token)));
    }

    /// <summary><c>POST /users/{id}/token</c>: replaces a user's token; the answer shows the new one.</summary>
    [Function(nameof(RotateUserToken))]
    public async Task<IResult> RotateUserToken(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "users/{id}/token")] HttpRequest http,
        string id,
        CancellationToken cancellation)
    {
        var outcome = await users.RotateTokenAsync(ApiIds.Require(id), cancellation);
        return TicketResults.From(outcome, issued => TicketResults.Ok(UserJson.From(issued.User, issued.Token)));
    }
}
