namespace Switchboard.Benchmarks;

/// <summary>A long orchestration against a short one: time must grow with the steps, not with their square.</summary>
internal static class ActivitiesBenchmark
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var bench = await DurableBench.OpenAsync(onDisk: false);
        var times = await Rounds.MediansAsync(3, () => bench.RunAsync(1, 10_000), () => bench.RunAsync(1, 1000));
        return [Figure.AtMost("10,000 activities in turn", times[0], "1,000 activities in turn", times[1], 12)];
    }
}
