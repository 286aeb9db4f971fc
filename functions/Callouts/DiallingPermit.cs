namespace Switchboard.Callouts;

/// <summary>
/// Whether a callout has calls made at the moment: it runs, and its window is open. A turn of the dialler may take long where
/// the carrier or the storage is slow, and whoever pauses or stops a callout wants nobody dialled any more: so it is looked at
/// again before a call, but not more than once a second.
/// </summary>
/// <param name="callouts">The callouts.</param>
/// <param name="callout">The callout as it was read just now; null if it is gone.</param>
/// <param name="clock">Tells whether the window is open.</param>
internal sealed class DiallingPermit(Callouts callouts, Callout? callout, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<(bool Runs, CallingWindow? Window)> _seen = Task.FromResult(See(callout));
    private DateTimeOffset _seenAt = clock.GetUtcNow();

    /// <summary>Whether a number may be called.</summary>
    public async ValueTask<bool> AllowsAsync(string msisdn, CancellationToken cancellation)
    {
        var (runs, window) = await LookAsync(cancellation);
        var now = clock.GetUtcNow();
        return runs && (window is null || window.NextOpen(msisdn, now) == now);
    }

    private Task<(bool Runs, CallingWindow? Window)> LookAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (callout is not null && now - _seenAt > Fresh)
                (_seen, _seenAt) = (SeeAsync(callout.Id, cancellation), now);
            return _seen;
        }
    }

    private async Task<(bool Runs, CallingWindow? Window)> SeeAsync(long id, CancellationToken cancellation) =>
        See(await callouts.FindAsync(id, cancellation));

    private static (bool Runs, CallingWindow? Window) See(Callout? callout) =>
        callout is { Status: CalloutStatus.Running } ? (true, CalloutSettings.Of(callout).Window) : (false, null);
}
