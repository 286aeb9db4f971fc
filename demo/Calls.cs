namespace Switchboard.Demo;

/// <summary>The calls of a callout while they run.</summary>
internal static class Calls
{
    /// <summary>
    /// How long nothing may change before nothing more will come. A failed call is tried again after a minute (three
    /// times in all), so ten minutes of silence are enough: of the simulated clock, that is, not of ours.
    /// </summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10) / ApplicationProcess.ClockSpeed;

    /// <summary>Watches a callout until no call is in flight and none is to come.</summary>
    public static async Task<Statistics> WatchAsync(
        ApiClient api, int callout, Report report, CancellationToken cancellation)
    {
        using var patience = new Patience(TimeSpan.FromMinutes(3), "all calls to end", cancellation);
        var last = await api.GetStatisticsAsync(callout, cancellation);
        for (var changed = DateTime.UtcNow; ; await patience.PauseAsync())
        {
            var now = await api.GetStatisticsAsync(callout, cancellation);
            if (now != last)
                (last, changed) = (now, DateTime.UtcNow);

            report(now.CalloutParticipationsCompleted - now.InFlight, $"{now.Calls} calls, {now.InFlight} in flight");
            if (now.InFlight == 0 && now.Calls > 0 && (IsOver(now) || DateTime.UtcNow - changed > Quiet))
                return now;
        }
    }

    private static bool IsOver(Statistics now) =>
        now.CalloutParticipations > 0 && now.CalloutParticipationsRemaining == 0;
}
