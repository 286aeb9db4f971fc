using Switchboard.Tests.App;

namespace Switchboard.Benchmarks;

/// <summary>The built application as a process of its own, from its start to its first answer.</summary>
internal static class StartBenchmark
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        // Only the way to the answer is measured, not the end of the process.
        var running = new List<SwitchboardProcess>();
        try
        {
            var times = await Rounds.MediansAsync(5, async () =>
            {
                foreach (var process in running)
                    await process.KillAsync();
                running.Clear();
            }, async () =>
            {
                var process = await SwitchboardProcess.StartAsync(new Dictionary<string, string?>());
                running.Add(process);
                using var answer = await process.Http.GetAsync("/");
            });
            return [Figure.Limit("From the start to the first answer", times[1], TimeSpan.FromSeconds(1.5))];
        }
        finally
        {
            foreach (var process in running)
                await process.DisposeAsync();
        }
    }
}
