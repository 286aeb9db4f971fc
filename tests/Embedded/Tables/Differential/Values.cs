using System.Globalization;
using Switchboard.Embedded.Tables;

namespace Switchboard.Tests.Embedded.Tables.Differential;

/// <summary>Keys and values from sets so small that they meet again: one property of each type, and one of any.</summary>
internal static class Values
{
    public const string Mixed = "Mixed";

    public static readonly string[] Partitions = ["p", "q", "it's", "", "50%+4", "\u00e4 b"];
    public static readonly string[] Rows = ["1", "10", "2", "a", "B", "it''s", "x y", "\u00fc", "", "+1%2F"];

    private static readonly Dictionary<string, object[]> Typed = new()
    {
        ["Text"] = ["", "a", "b", "B", "it's", "10", "2", "\u00e4", "a b", "5"],
        ["Small"] = [-5, -1, 0, 1, 2, 10, 32767, int.MaxValue, int.MinValue],
        ["Large"] = [-5L, -1L, 0L, 1L, 2L, 10L, 9_007_199_254_740_993L, long.MaxValue, long.MinValue],
        ["Real"] =
        [
            -1.5, -1.0, 0.0, 0.5, 2.0, 10.0, 2.25, 1e-3, 123456.789,
            double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        ],
        ["Truth"] = [true, false],
        ["Moment"] =
        [
            Moment("2020-02-29T12:30:00Z"), Moment("2026-01-01T00:00:00Z"), Moment("2026-01-01T00:00:00.25Z"),
            Moment("1601-01-01T00:00:00Z"), Moment("2026-01-01T00:00:00.2500001Z"), Moment("9999-12-31T23:59:59Z"),
        ],
        ["Id"] =
        [
            Guid.Empty, Guid.Parse("00000000-0000-0000-0000-000000000001"),
            Guid.Parse("8f7a1c1e-6d2b-4f7e-9a70-1d4c2b3a5e6f"), Guid.Parse("ffffffff-0000-4000-8000-0123456789ab"),
        ],
        ["Bytes"] =
        [
            Array.Empty<byte>(), new byte[] { 0 }, new byte[] { 1, 2 }, new byte[] { 1, 2, 3 }, new byte[] { 251, 255 },
        ],
    };

    public static readonly string[] Properties = [.. Typed.Keys, Mixed];

    public static T One<T>(this Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];

    /// <summary>A value that a property of this name can have.</summary>
    public static object For(string property, Random random) =>
        random.One(Typed.TryGetValue(property, out var values) ? values : random.One([.. Typed.Values]));

    public static TableEntity Key(Random random) => new(random.One(Partitions), random.One(Rows));

    /// <summary>Some properties for a row.</summary>
    public static TableEntity Fill(TableEntity row, Random random)
    {
        foreach (var property in Properties)
        {
            if (random.Next(5) < 2)
                row[property] = For(property, random);
        }

        return row;
    }

    /// <summary>A value as a filter has it.</summary>
    public static string Literal(object value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => $"{number.ToString(CultureInfo.InvariantCulture)}L",
        double number => number.ToString("0.0#####", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        DateTimeOffset moment => $"datetime'{moment.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}'",
        Guid guid => $"guid'{guid}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
