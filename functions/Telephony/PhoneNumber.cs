using System.Text;

namespace Switchboard.Telephony;

/// <summary>Phone numbers as people write them, and in E.164.</summary>
public static class PhoneNumber
{
    // ITU-T E.164: at most 15 digits with the country code; the shortest plans in use have 7.
    private const int FewestDigits = 7;
    private const int MostDigits = 15;

    /// <summary>
    /// A number in E.164 (<c>+</c>, country code, national number): whatever is not a digit is dropped, and so are the
    /// national <c>(0)</c> and leading zeros. Null where there is no plausible number in the text.
    /// </summary>
    public static string? Normalize(string text)
    {
        var digits = Digits(text.Replace("(0", "(", StringComparison.Ordinal)).TrimStart('0');
        return digits.Length is >= FewestDigits and <= MostDigits ? $"+{digits}" : null;
    }

    /// <summary>Whether there is any digit in the text.</summary>
    public static bool HasDigits(string text) => text.Any(char.IsAsciiDigit);

    private static string Digits(string text) =>
        text.Where(char.IsAsciiDigit).Aggregate(new StringBuilder(), (digits, digit) => digits.Append(digit)).ToString();
}
