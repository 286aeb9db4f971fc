namespace Switchboard.Embedded.Communication.Service;

/// <summary>So many in any minute, for each sender.</summary>
internal sealed class RateLimit(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Queue<DateTimeOffset>> _taken = [];

    /// <summary>Takes one; zero if there was one left, otherwise how long until there is.</summary>
    public TimeSpan Take(string sender, int? limit)
    {
        if (limit is not { } most)
            return TimeSpan.Zero;
        lock (_taken)
        {
            if (!_taken.TryGetValue(sender, out var times))
                _taken[sender] = times = new Queue<DateTimeOffset>();
            var now = clock.GetUtcNow();
            while (times.TryPeek(out var oldest) && now - oldest >= Window)
                times.Dequeue();
            if (times.Count >= most)
                return times.Peek() + Window - now;
            times.Enqueue(now);
            return TimeSpan.Zero;
        }
    }
}
