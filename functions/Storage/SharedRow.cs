namespace Switchboard.Storage;

/// <summary>The columns of a row that several things share.</summary>
internal static class SharedRow
{
    /// <summary>How many things share a row. At its largest each takes 64 KiB, and a row 1 MiB.</summary>
    public const int Places = 10;

    private static readonly string[][] Columns = [.. Enumerable.Range(0, Places).Select(i => new[] { $"Head{i}", $"Body{i}" })];

    /// <summary>The column of what is known about a thing; empty where there is none.</summary>
    public static string Head(int place) => Columns[place][0];

    /// <summary>The column of the document of a thing.</summary>
    public static string Body(int place) => Columns[place][1];

    /// <summary>Both columns of a place.</summary>
    public static IReadOnlyList<string> ColumnsOf(int place) => Columns[place];
}
