using System.Collections.Frozen;
using System.Globalization;

namespace Switchboard.Telephony;

/// <summary>Which numbers there can be: country codes, and how many digits follow each.</summary>
internal static class NumberingPlan
{
    // ITU-T E.164, section 6.1: with the country code.
    private const int MostDigits = 15;
    private const int LongestCode = 3;

    private static readonly FrozenDictionary<string, FrozenSet<int>> Lengths = CountryCodes.Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' ', 3))
        .ToFrozenDictionary(line => line[0], line => line[1].Split(',').SelectMany(Range).ToFrozenSet());

    /// <summary>Whether digits are a country code and as many more as a number of that country has.</summary>
    public static bool Has(string digits) =>
        digits.Length <= MostDigits
        && CodeOf(digits) is { } code
        && Lengths[code].Contains(digits.Length - code.Length);

    /// <summary>The country code that digits begin with; none begins with another.</summary>
    private static string? CodeOf(string digits) =>
        Enumerable.Range(1, Math.Min(LongestCode, digits.Length)).Select(length => digits[..length])
            .FirstOrDefault(Lengths.ContainsKey);

    private static IEnumerable<int> Range(string lengths)
    {
        var ends = lengths.Split('-').Select(end => int.Parse(end, NumberStyles.None, CultureInfo.InvariantCulture)).ToList();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}
