namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>
/// How long things take. All in tenths of a second: what many people do falls on the same moments then, and a clock
/// that jumps from moment to moment has fewer of them to visit.
/// </summary>
internal static class Durations
{
    private const double CharactersPerSecond = 15;

    private static readonly TimeSpan ShortestSpeech = TimeSpan.FromSeconds(1);

    /// <summary>How long every sound file plays: the network does not fetch them.</summary>
    public static readonly TimeSpan File = TimeSpan.FromSeconds(10);

    /// <summary>Between two keys that a person presses.</summary>
    public static readonly TimeSpan ToneGap = TimeSpan.FromSeconds(0.5);

    /// <summary>Until a source that cannot be played is found to be one.</summary>
    public static readonly TimeSpan PlayFailure = TimeSpan.FromSeconds(0.1);

    public static TimeSpan Tenths(double seconds) => TimeSpan.FromMilliseconds(Math.Round(seconds * 10) * 100);

    /// <summary>From the answer to a call that came in until its two ends hear each other.</summary>
    public static readonly TimeSpan Connecting = TimeSpan.FromSeconds(0.2);

    /// <summary>How long it takes to read a text aloud.</summary>
    public static TimeSpan Speech(string text)
    {
        var duration = Tenths(text.Length / CharactersPerSecond);
        return duration > ShortestSpeech ? duration : ShortestSpeech;
    }
}
