namespace Switchboard.Embedded.Communication.Service;

/// <summary>So many in any minute, any hour, for each sender.</summary>
internal sealed class RateLimit(TimeProvider clock)
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Dictionary<string, List<DateTimeOffset>> _taken = [];

    /// <summary>Takes one; zero if there was one left, otherwise how long until there is.</summary>
    /// <param name="sender">Whose.</param>
    /// <param name="limits">How many in which time; null for any number.</param>
    public TimeSpan Take(string sender, params ReadOnlySpan<(int? Most, TimeSpan Window)> limits)
    {
        lock (_taken)
        {
            var now = clock.GetUtcNow();
            if (!_taken.TryGetValue(sender, out var times))
                _taken[sender] = times = [];
            times.RemoveAll(time => now - time >= Hour);

            var (wait, isLimited) = (TimeSpan.Zero, false);
            foreach (var (most, window) in limits)
            {
                if (most is not { } number)
                    continue;
                isLimited = true;
                if (times.Count >= number && times[^number] + window - now is var until && until > wait)
                    wait = until;
            }

            if (isLimited && wait == TimeSpan.Zero)
                times.Add(now);
            return wait;
        }
    }
}
