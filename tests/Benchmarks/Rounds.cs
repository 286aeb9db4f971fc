using System.Diagnostics;

namespace Switchboard.Benchmarks;

/// <summary>Sides that are compared take turns, so that what else the machine does meets all of them.</summary>
internal static class Rounds
{
    /// <summary>The median time of each side, after a round that does not count.</summary>
    public static async Task<TimeSpan[]> MediansAsync(int rounds, params Func<Task>[] sides)
    {
        var times = sides.Select(_ => new List<TimeSpan>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < sides.Length; i++)
            {
                // Every other round in the other order.
                var side = round % 2 == 0 ? i : sides.Length - 1 - i;
                var watch = Stopwatch.StartNew();
                await sides[side]();
                if (round > 0)
                    times[side].Add(watch.Elapsed);
            }
        }

        return [.. times.Select(Median)];
    }

    private static TimeSpan Median(List<TimeSpan> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }
}
