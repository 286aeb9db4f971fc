using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Switchboard.Http;

/// <summary>Whole numbers from 1, as routes and parameters write them: ASCII digits and nothing else.</summary>
internal static class PositiveNumber
{
    /// <summary>Reads a number; leading zeros are allowed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out long number)
    {
        number = 0;
        // .NET's own parser takes digits that NUL characters follow.
        return text is not null && text.All(char.IsAsciiDigit)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
    }

    /// <summary>Reads a number of any size; the largest stands for all that are larger.</summary>
    public static long? ParseAny(string? text) => TryParse(text, out var number) ? number
        : text is { Length: > 0 } && text.All(char.IsAsciiDigit) && text.Any(digit => digit != '0') ? long.MaxValue
        : null;
}
