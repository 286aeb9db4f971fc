using System.Globalization;

namespace Switchboard.Benchmarks;

/// <summary>What was measured, against what, and whether it is as good as it has to be.</summary>
internal sealed record Figure(
    string Measured, string MeasuredValue, string Against, string AgainstValue, double Result, string Target, bool Holds)
{
    /// <summary>A time that must not be longer than another.</summary>
    public static Figure Limit(string measured, TimeSpan time, TimeSpan most) => new(
        measured, Text(time), "the clock", "", time.TotalSeconds, $"<= {Number(most.TotalSeconds)} s", time <= most);

    /// <summary>A number of things that must not be larger.</summary>
    public static Figure AtMost(string measured, double number, string unit, double most) => new(
        measured, "", "", "", number, $"<= {Number(most)} {unit}", number <= most);

    /// <summary>A number of things that is worth knowing.</summary>
    public static Figure Note(string measured, double number, string unit) => new(measured, "", "", "", number, $"- {unit}", true);

    /// <summary>How many times as long as another a time is: worth knowing beside a figure with a target.</summary>
    public static Figure Note(string measured, TimeSpan time, string against, TimeSpan other) =>
        new(measured, Text(time), against, Text(other), time / other, "- x", true);

    /// <summary>How many times as many as others things are.</summary>
    public static Figure Note(string measured, double number, string against, double other) =>
        new(measured, Number(number), against, Number(other), number / other, "- x", true);

    /// <summary>How many times another time goes into one: <paramref name="measured"/> is to be the quicker.</summary>
    public static Figure AtLeast(
        string measured, TimeSpan time, string against, TimeSpan other, double least)
    {
        var ratio = other / time;
        return new(measured, Text(time), against, Text(other), ratio, $">= {Number(least)} x", ratio >= least);
    }

    /// <summary>How many times as long as another time one may be.</summary>
    public static Figure AtMost(string measured, TimeSpan time, string against, TimeSpan other, double most)
    {
        var ratio = time / other;
        return new(measured, Text(time), against, Text(other), ratio, $"<= {Number(most)} x", ratio <= most);
    }

    public static void Print(IReadOnlyList<Figure> figures)
    {
        string[][] rows =
        [
            ["Measured", "", "Against", "", "Result", "Target", "Holds"],
            .. figures.Select(figure => (string[])
            [
                figure.Measured, figure.MeasuredValue, figure.Against, figure.AgainstValue,
                $"{Number(figure.Result)} {figure.Target.Split(' ')[^1]}",
                figure.Target, figure.Holds ? "yes" : "NO",
            ]),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(row => row[i].Length)).ToList();
        foreach (var row in rows)
            Console.WriteLine(string.Join("  ", row.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd());
    }

    private static string Text(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 1 => $"{Number(time.TotalMicroseconds)} us",
        < 1000 => $"{Number(time.TotalMilliseconds)} ms",
        _ => $"{Number(time.TotalSeconds)} s",
    };

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
