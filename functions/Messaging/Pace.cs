using System.Globalization;
using System.Text.Json;
using Switchboard.Storage;

namespace Switchboard.Messaging;

/// <summary>
/// How much of a lane's limits is used up. Counted in steps of ten seconds, each counted for as long as any moment of it
/// could matter, so that the limits hold for every minute and every hour wherever they begin. Keys: the partition of the
/// messages; RowKey is <c>pace.{lane}</c>.
/// </summary>
public sealed record Pace : Row
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>How many requests there were in each step, as JSON, by the step's number.</summary>
    public string Steps { get; set; } = "{}";

    /// <summary>The service said that it takes nothing before this.</summary>
    public DateTimeOffset? BlockedUntil { get; set; }

    /// <summary>The row key of a lane's pace.</summary>
    public static string KeyOf(Lane lane) => $"pace.{lane}";

    /// <summary>How many requests may be made now.</summary>
    public int Room(PaceLimits limits, DateTimeOffset now) => now < BlockedUntil
        ? 0
        : Math.Max(0, Math.Min(limits.PerMinute - Used(Minute, now), limits.PerHour - Used(Hour, now)));

    /// <summary>When there is room again.</summary>
    public DateTimeOffset NextRoom(PaceLimits limits, DateTimeOffset now)
    {
        if (now < BlockedUntil)
            return BlockedUntil.Value;
        if (Room(limits, now) > 0)
            return now;
        var window = limits.PerHour - Used(Hour, now) <= 0 ? Hour : Minute;
        var oldest = Counts().Keys.Where(step => Matters(step, window, now)).Min();
        return StartOf(oldest + 1) + window;
    }

    /// <summary>The pace after some requests more.</summary>
    public Pace With(int requests, DateTimeOffset now)
    {
        var counts = Counts().Where(count => Matters(count.Key, Hour, now)).ToDictionary();
        var step = now.UtcTicks / Step.Ticks;
        counts[step] = counts.GetValueOrDefault(step) + requests;
        return this with { Steps = JsonSerializer.Serialize(counts) };
    }

    private static bool Matters(long step, TimeSpan window, DateTimeOffset now) => StartOf(step + 1) + window > now;

    private static DateTimeOffset StartOf(long step) => new(step * Step.Ticks, TimeSpan.Zero);

    private int Used(TimeSpan window, DateTimeOffset now) =>
        Counts().Where(count => Matters(count.Key, window, now)).Sum(count => count.Value);

    private Dictionary<long, int> Counts() => JsonSerializer.Deserialize<Dictionary<string, int>>(Steps)!
        .ToDictionary(count => long.Parse(count.Key, CultureInfo.InvariantCulture), count => count.Value);
}

/// <summary>The most requests of a lane.</summary>
/// <param name="PerMinute">In any minute.</param>
/// <param name="PerHour">In any hour.</param>
public sealed record PaceLimits(int PerMinute, int PerHour);
