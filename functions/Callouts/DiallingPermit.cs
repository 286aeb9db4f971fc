namespace Switchboard.Callouts;

/// <summary>Whether a callout has calls made at the moment: it runs, and its window is open.</summary>
/// <param name="callout">The callout; null if it is gone.</param>
/// <param name="clock">Tells whether the window is open.</param>
internal sealed class DiallingPermit(Callout? callout, TimeProvider clock)
{
    private readonly CallingWindow? _window = callout is null ? null : CalloutSettings.Of(callout).Window;

    /// <summary>Whether a number may be called.</summary>
    public bool Allows(string msisdn)
    {
        var now = clock.GetUtcNow();
        return callout is { Status: CalloutStatus.Running } && (_window is null || _window.NextOpen(msisdn, now) == now);
    }
}
