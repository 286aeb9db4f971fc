namespace Switchboard.Callouts;

/// <summary>What one turn of the dialler found.</summary>
/// <param name="Ends">Nothing will have to be done: the callout is gone, or does not start by itself any more.</param>
/// <param name="Pause">When to take the next turn; null: when something happens to the callout.</param>
public sealed record DiallerTurn(bool Ends, TimeSpan? Pause)
{
    /// <summary>Nothing to do, now or later, unless somebody starts the callout.</summary>
    public static DiallerTurn NothingEverToDo { get; } = new(true, null);

    /// <summary>Nothing to do until something happens to the callout.</summary>
    public static DiallerTurn NothingToDo { get; } = new(false, null);

    // Durable's timers are early by up to a second: what is left then must not be a timer that fires at once again.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    // A callout may start in thousands of years, which no timer can wait for.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <summary>
    /// More to do, after a pause of a second at least; of a long one, a look in between finds that it is too early.
    /// </summary>
    public static DiallerTurn NextIn(TimeSpan pause) =>
        new(false, pause < ShortestPause ? ShortestPause : pause < LongestPause ? pause : LongestPause);
}
