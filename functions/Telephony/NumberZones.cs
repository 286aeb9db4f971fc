using System.Collections.Frozen;
using NodaTime;

namespace Switchboard.Telephony;

/// <summary>
/// The time zones that a phone number may be in, by its country code and, where that says more, its area code. Many
/// countries, area codes and mobile networks have several: whoever must not call at night has to mind all of them.
/// Source: the time zone data of Google's libphonenumber, by the first four digits; <c>number-zones.txt</c> has the
/// zones and the beginnings of the numbers in them, a line each.
/// </summary>
public static class NumberZones
{
    private const string Resource = "Switchboard.Telephony.number-zones.txt";
    private const int LongestPrefix = 4;

    private static readonly Lazy<FrozenDictionary<string, IReadOnlyList<DateTimeZone>>> ByPrefix = new(Read);

    // Networks of no country, such as those of ships.
    private static readonly IReadOnlyList<DateTimeZone> NoCountry = [DateTimeZone.Utc];

    /// <summary>The zones that a number in E.164 may be in: at least one; UTC for numbers of no country.</summary>
    public static IReadOnlyList<DateTimeZone> Of(string msisdn)
    {
        var digits = msisdn.TrimStart('+');
        for (var length = Math.Min(LongestPrefix, digits.Length); length > 0; length--)
        {
            if (ByPrefix.Value.TryGetValue(digits[..length], out var zones))
                return zones;
        }

        return NoCountry;
    }

    private static FrozenDictionary<string, IReadOnlyList<DateTimeZone>> Read()
    {
        using var text = new StreamReader(typeof(NumberZones).Assembly.GetManifestResourceStream(Resource)!);
        var prefixes = new Dictionary<string, IReadOnlyList<DateTimeZone>>();
        while (text.ReadLine() is { } line)
        {
            if (line.Split(": ") is not [var zones, var numbers])
                continue;
            IReadOnlyList<DateTimeZone> known = [.. zones.Split(' ').Select(zone => DateTimeZoneProviders.Tzdb[zone])];
            foreach (var prefix in numbers.Split(' '))
                prefixes.Add(prefix, known);
        }

        return prefixes.ToFrozenDictionary();
    }
}
