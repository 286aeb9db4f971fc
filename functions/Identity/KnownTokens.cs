namespace Switchboard.Identity;

/// <summary>
/// Whose tokens are, for as long as it takes to answer a burst of requests without reading the same two rows for each.
/// Kept by the tokens' hashes, and never for tokens that are nobody's.
/// </summary>
internal sealed class KnownTokens(TimeProvider clock)
{
    /// <summary>How long a token that another process replaced may still be taken for its user's.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(5);

    private const int Most = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (User User, long Since)> _users = [];
    private int _changes;

    /// <summary>Whose token has this hash, if that is known.</summary>
    public User? Find(string hash)
    {
        lock (_lock)
            return _users.TryGetValue(hash, out var known) && clock.GetElapsedTime(known.Since) < Life ? known.User : null;
    }

    /// <summary>Begins to find out whose token has this hash.</summary>
    /// <returns>Takes the answer, unless tokens were replaced since: then it may be out of date.</returns>
    public Action<User> Learning(string hash)
    {
        var (since, changes) = (clock.GetTimestamp(), Volatile.Read(ref _changes));
        return user =>
        {
            lock (_lock)
            {
                if (_changes != changes)
                    return;
                if (_users.Count >= Most)
                    _users.Clear();
                _users[hash] = (user, since);
            }
        };
    }

    /// <summary>Forgets them all, because a token was replaced.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _changes++;
            _users.Clear();
        }
    }
}
