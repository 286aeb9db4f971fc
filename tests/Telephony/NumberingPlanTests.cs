using System.Text.Json;
using Switchboard.Telephony;
using Switchboard.Tests.Embedded.JavaScript;

namespace Switchboard.Tests.Telephony;

/// <summary>The numbering plan against libphonenumber's.</summary>
public class NumberingPlanTests
{
    private static readonly int NumbersPerLength =
        int.Parse(Environment.GetEnvironmentVariable("NUMBERS_PER_LENGTH") ?? "3");

    /// <summary>Where this plan and libphonenumber differ knowingly, by country code and length.</summary>
    private static readonly HashSet<(string Code, int Length)> Differing =
    [
        ("252", 6), // Somali fixed lines, which Somleng SCFM refuses
        ("855", 10), // Cambodian freephone numbers, which it refuses too
        ("7", 14), // Russian freephone numbers of a length that E.164 does not know
        ("261", 7), // local numbers of Madagascar, to which libphonenumber adds the area
        ("672", 5), // local numbers of Norfolk Island, likewise
        ("599", 8), // of Curaçao, not of the Caribbean Netherlands: this plan does not tell regions of a code apart
    ];

    [Fact]
    public async Task Thousands_of_numbers_are_possible_here_as_they_are_for_libphonenumber()
    {
        var random = new Random(164);
        // None begins with what is dialled within a country alone.
        var numbers = (
            from line in CountryCodes.Table.Split('\n', StringSplitOptions.TrimEntries)
            let code = line.Split(' ')[0]
            from length in Enumerable.Range(3, 12)
            where code.Length + length <= 15
            from _ in Enumerable.Range(0, NumbersPerLength)
            let national = random.Next(2, 8) + string.Concat(random.GetItems(Enumerable.Range(0, 10).ToArray(), length - 1))
            select (Code: code, Length: length, Text: $"+{code}{national}")).ToList();
        Assert.True(numbers.Count > 5_000);

        var script = await NodeScript.RunAsync(
            "numbering-plan.mjs",
            new Dictionary<string, string>(),
            _ => Task.FromResult(JsonSerializer.Serialize(numbers.Select(number => number.Text))));
        var possible = script.Value("possible").EnumerateArray().Select(number => number.GetString()).ToHashSet();

        Assert.Empty(numbers
            .Where(number => !Differing.Contains((number.Code, number.Length)))
            .Where(number => possible.Contains(number.Text) != (PhoneNumber.Normalize(number.Text) == number.Text))
            .Select(number => $"{number.Text} ({number.Code}, {number.Length}): {possible.Contains(number.Text)}"));
    }
}
