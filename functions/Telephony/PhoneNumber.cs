using System.Text.RegularExpressions;

namespace Switchboard.Telephony;

/// <summary>Phone numbers as people write them, and in E.164.</summary>
public static partial class PhoneNumber
{
    private const RegexOptions Written = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>
    /// A number in E.164 (<c>+</c>, country code, national number): whatever is not a digit is dropped, and so are the
    /// national <c>(0)</c> and leading zeros. Null where the text has no number that the numbering plan knows, or one with
    /// an extension, which nobody can dial from here. What spreadsheets make of a number (<c>85510202101.0</c>,
    /// <c>8.55E+10</c>) is none either: its digits would be those of somebody else.
    /// </summary>
    public static string? Normalize(string text)
    {
        if (text is ['+', not '0', ..] && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9'))
            return NumberingPlan.Has(text.AsSpan(1)) ? text : null;
        if (Extension().IsMatch(text) || Calculated().IsMatch(text))
            return null;
        var digits = Digits(text.Replace("(0", "(", StringComparison.Ordinal)).TrimStart('0');
        return NumberingPlan.Has(digits) ? $"+{digits}" : null;
    }

    /// <summary>Whether there is any digit in the text.</summary>
    public static bool HasDigits(string text) => text.AsSpan().ContainsAnyInRange('0', '9');

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"[0-9)][ .,;/-]*(x|ext|extn|extension|#)[ .:=]*[0-9]+[#\s]*\z", Written)]
    private static partial Regex Extension();

    [GeneratedRegex(@"\A\s*\+?[0-9]+\.0{1,2}\s*\z|[0-9]e[+-]?[0-9]+\s*\z", Written)]
    private static partial Regex Calculated();
}
