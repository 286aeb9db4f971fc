namespace Switchboard.Embedded.Clock;

/// <summary>
/// A piece of work under way. Where it asks another part of the embedded cloud for something and waits for the answer,
/// it sends it on an errand, whose id travels with the request; if the answer waits for the clock, the work does.
/// </summary>
internal sealed class TrackedWork(WorkTracker tracker, string what, TrackedWork? client) : IDisposable
{
    /// <summary>The header in which an errand's id travels.</summary>
    public const string ErrandHeader = "x-embedded-errand";

    private static readonly AsyncLocal<TrackedWork?> Carried = new();

    public string What { get; } = what;

    /// <summary>The work that waits for this.</summary>
    public TrackedWork? Client { get; } = client;

    /// <summary>How many errands it has sent that are not back, and how many of them wait for the clock.</summary>
    public int Errands { get; set; }

    public int WaitingErrands { get; set; }

    /// <summary>Whether it waits for the clock.</summary>
    public bool IsWaiting { get; set; }

    public bool IsOver { get; set; }

    /// <summary>Sends an errand for the work that this flow of control does; null if it does none.</summary>
    public static IDisposable? Send(out string? errand)
    {
        errand = null;
        return Carried.Value is { IsOver: false } work ? work.SendErrand(out errand) : null;
    }

    /// <summary>From here on, this flow of control does this work.</summary>
    public void Carry() => Carried.Value = this;

    public void Dispose() => tracker.End(this);

    private IDisposable SendErrand(out string? errand)
    {
        var sent = tracker.Send(this, out var id);
        errand = id;
        return sent;
    }
}
