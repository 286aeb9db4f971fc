namespace Switchboard.Storage;

/// <summary>
/// Ids are counted in blocks of 20, and blocks in segments of 40,000 ids: whoever knows how many things each has can
/// skip all those before a page. If nothing like its neighbour is left anywhere, the counters of a segment take 10,000
/// characters, and those of the segments fill their row at 200 million ids.
/// </summary>
internal static class Blocks
{
    /// <summary>How many ids a block has.</summary>
    public const int Size = 20;

    /// <summary>The name under which blocks, or segments, are counted.</summary>
    public const string Counters = "ids";

    private const int SegmentSize = 40_000;

    public static long Of(long id) => id / Size;

    public static long SegmentOf(long id) => id / SegmentSize;

    /// <summary>The counters of all blocks of a segment in which no id is missing; null where one is.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="count">How many things it has.</param>
    public static CountRuns? Full(long segment, long count) => count == SegmentSize
        ? CountRuns.Of(segment * SegmentSize / Size, SegmentSize / Size, Size)
        : null;

    /// <summary>The first id of a block.</summary>
    public static long FirstId(long block) => block * Size;
}
