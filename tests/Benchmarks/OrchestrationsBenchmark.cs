namespace Switchboard.Benchmarks;

/// <summary>A thousand orchestrations of three activities, started at once.</summary>
internal static class OrchestrationsBenchmark
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var memory = await DurableBench.OpenAsync(onDisk: false);
        await using var disk = await DurableBench.OpenAsync(onDisk: true);
        var times = await Rounds.MediansAsync(5, () => memory.RunAsync(1000, 3), () => disk.RunAsync(1000, 3));
        return
        [
            Figure.Limit("1,000 orchestrations of 3 activities, in memory", times[0], TimeSpan.FromSeconds(2)),
            Figure.Limit("1,000 orchestrations of 3 activities, on disk", times[1], TimeSpan.FromSeconds(6)),
        ];
    }
}
