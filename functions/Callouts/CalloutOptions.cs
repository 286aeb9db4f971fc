using System.Globalization;

namespace Switchboard.Callouts;

/// <summary>The settings of callouts.</summary>
public sealed record CalloutOptions
{
    /// <summary>
    /// <c>MAX_CONCURRENT_CALLS</c>: how many calls of one callout are in flight at the most (100), unless its settings
    /// say otherwise. What our numbers allow is shared by all.
    /// </summary>
    public int MaxConcurrentCalls { get; init; } = 100;

    /// <summary>How long a running callout's dialler rests between turns while calls are in flight.</summary>
    public TimeSpan DiallerInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A value is malformed; the message names the setting.</exception>
    public static CalloutOptions Read(IConfiguration configuration)
    {
        if (configuration["MAX_CONCURRENT_CALLS"] is not { Length: > 0 } text)
            return new CalloutOptions();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var calls) && calls is > 0 and <= 10_000
            ? new CalloutOptions { MaxConcurrentCalls = calls }
            : throw new InvalidOperationException($"MAX_CONCURRENT_CALLS must be a whole number from 1 to 10000, not '{text}'.");
    }
}
