using System.Globalization;

namespace Switchboard.Storage;

/// <summary>
/// Ids are counted in blocks of 20, and blocks in segments of 10,000 ids: whoever knows how many things each has can
/// skip all those before a page.
/// </summary>
internal static class Blocks
{
    private const int Size = 20;
    private const int SegmentSize = 10_000;

    public static long Of(long id) => id / Size;

    public static long SegmentOf(long id) => id / SegmentSize;

    /// <summary>The first id of a block.</summary>
    public static long FirstId(long block) => block * Size;

    /// <summary>The name of the counter of a block or a segment.</summary>
    public static string Name(long number) => number.ToString(CultureInfo.InvariantCulture);
}
