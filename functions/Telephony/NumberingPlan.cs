using System.Collections.Frozen;
using System.Globalization;

namespace Switchboard.Telephony;

/// <summary>Which numbers there can be: country codes, and how many digits follow each.</summary>
internal static class NumberingPlan
{
    // ITU-T E.164, section 6.1: with the country code.
    private const int MostDigits = 15;
    private const int LongestCode = 3;

    private static readonly FrozenDictionary<string, FrozenSet<int>>.AlternateLookup<ReadOnlySpan<char>> Lengths = CountryCodes.Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' ', 3))
        .ToFrozenDictionary(line => line[0], line => line[1].Split(',').SelectMany(Range).ToFrozenSet())
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether digits are a country code and as many more as a number of that country has.</summary>
    public static bool Has(ReadOnlySpan<char> digits)
    {
        if (digits.Length > MostDigits)
            return false;
        // No country code begins with another.
        for (var length = 1; length <= Math.Min(LongestCode, digits.Length); length++)
        {
            if (Lengths.TryGetValue(digits[..length], out var following))
                return following.Contains(digits.Length - length);
        }

        return false;
    }

    private static IEnumerable<int> Range(string lengths)
    {
        var ends = lengths.Split('-').Select(end => int.Parse(end, NumberStyles.None, CultureInfo.InvariantCulture)).ToList();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}
