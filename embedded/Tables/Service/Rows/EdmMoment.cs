using System.Globalization;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>Moments as the Table service reads and writes them: UTC, to the tick, from 1601 on.</summary>
internal static class EdmMoment
{
    private static readonly long Earliest = new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public static string Format(long ticks) =>
        new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);

    /// <exception cref="TableFailureException">It is no moment, or too early.</exception>
    public static long Parse(string text)
    {
        if (!TryParse(text, out var ticks))
            throw TableFailure.InvalidInput.AsException();
        return ticks >= Earliest ? ticks : throw TableFailure.OutOfRangeInput.AsException();
    }

    public static bool TryParse(string text, out long ticks)
    {
        // The form in which clients write moments, almost always.
        if (DateTime.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var exact)
            && exact.Kind == DateTimeKind.Utc)
        {
            ticks = exact.Ticks;
            return true;
        }

        var parsed = DateTime.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment);
        ticks = moment.Ticks;
        return parsed;
    }
}
