using System.Globalization;

namespace Switchboard.Http;

/// <summary>Whole numbers from 1, as routes and parameters write them: ASCII digits and nothing else.</summary>
internal static class PositiveNumber
{
    /// <summary>Reads a number; leading zeros are allowed.</summary>
    public static bool TryParse(string? text, out long number)
    {
        number = 0;
        // .NET's own parser takes digits that NUL characters follow.
        return text is not null && text.All(char.IsAsciiDigit)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
    }
}
