using System.Globalization;

namespace Switchboard.Storage;

/// <summary>What text means where a number, a day or a moment is asked for.</summary>
public static class ScalarText
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>A number in decimal notation, with or without an exponent; null for any other text.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) && text.AsSpan().IndexOfAnyInRange('0', '9') >= 0
            ? number
            : null;

    /// <summary>The day that text begins with, <c>2022-01-31</c> alone or followed by a time; null for any other text.</summary>
    public static DateOnly? Day(string text) =>
        text.Length >= DayFormat.Length
        && DateOnly.TryParseExact(
            text.AsSpan(0, DayFormat.Length), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && (text.Length == DayFormat.Length || Moment(text) is not null)
            ? day
            : null;

    /// <summary>A moment in ISO 8601, in UTC unless it says otherwise; null for any other text.</summary>
    public static DateTimeOffset? Moment(string text) =>
        text.Length > 0 && char.IsAsciiDigit(text[0])
        && DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment)
            ? moment
            : null;
}
