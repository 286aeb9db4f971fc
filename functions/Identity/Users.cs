using Switchboard.Storage;

namespace Switchboard.Identity;

/// <summary>The users, and the tokens that say who they are.</summary>
public sealed class Users(
    Tables tables, PartitionWriters writers, IdSequence ids, AdministratorCredential administrator, TimeProvider clock)
{
    private readonly Collection<User> _users = new(writers, tables.Users, "users", changesCount: false);
    private readonly KnownTokens _known = new(clock);

    /// <summary>Creates a user with a token.</summary>
    public async Task<Outcome<IssuedToken>> CreateAsync(UserWish wish, CancellationToken cancellation)
    {
        if (wish.Errors.Any)
            return wish.Errors;

        var now = clock.GetUtcNow();
        var token = BearerToken.Make();
        var user = Keep(token, new User
        {
            Id = await ids.NextAsync("users", cancellation),
            Email = wish.Email,
            Name = wish.Name,
            Type = wish.Type,
            CreatedAt = now,
            UpdatedAt = now,
        });
        try
        {
            await _users.AddAsync(user);
            return new IssuedToken(user, token);
        }
        catch (ChangeRejectedException rejected) when (_users.IsTaken(rejected))
        {
            return ValidationErrors.Of("email", "A user with this email exists already");
        }
    }

    /// <summary>
    /// Gives a user a new token; the old one is worth nothing from then on, in other processes within
    /// <see cref="KnownTokens.Life"/>.
    /// </summary>
    public async Task<Outcome<IssuedToken>> RotateTokenAsync(long id, CancellationToken cancellation)
    {
        var token = BearerToken.Make();
        var outcome = await _users.UpdateAsync(
            id, before => Keep(token, before with { UpdatedAt = clock.GetUtcNow() }), cancellation);
        _known.Forget();
        return outcome is Outcome<User>.Success { Value: var user }
            ? new IssuedToken(user, token)
            : Outcome<IssuedToken>.NotFound;
    }

    /// <summary>Whose token this is, or null.</summary>
    public async Task<User?> FindByTokenAsync(string token, CancellationToken cancellation)
    {
        var hash = BearerToken.Hash(token);
        if (_known.Find(hash) is { } known)
            return known;
        var learn = _known.Learning(hash);
        if (await _users.FindIdAsync(User.TokenKey(hash), cancellation) is not { } id
            || await _users.FindAsync(id, cancellation) is not { } user
            || !BearerToken.Matches(token, user.TokenHash))
            return null;
        learn(user);
        return user;
    }

    /// <summary>The id of the user with this address, or null.</summary>
    public Task<long?> FindIdAsync(string email, CancellationToken cancellation) =>
        _users.FindIdAsync(User.EmailKey(email), cancellation);

    /// <summary>All users, in the order in which they were created.</summary>
    public IAsyncEnumerable<User> ReadAsync(CancellationToken cancellation) => _users.ReadAsync(cancellation: cancellation);

    /// <summary>The addresses of the users with a role.</summary>
    public async Task<IReadOnlyList<string>> EmailsAsync(UserType type, CancellationToken cancellation)
    {
        var found = await _users.IdsAsync(User.TypeTerm(type), cancellation: cancellation).ToListAsync(cancellation);
        return [.. (await _users.FindAsync(found, cancellation)).Select(user => user.Email)];
    }

    private User Keep(string token, User user) => user with
    {
        TokenHash = BearerToken.Hash(token),
        Token = administrator.IsOpen ? token : null,
    };
}

/// <summary>A user and the token that was just made, for those who may see it.</summary>
/// <param name="User">The user.</param>
/// <param name="Token">The token.</param>
public sealed record IssuedToken(User User, string Token);
