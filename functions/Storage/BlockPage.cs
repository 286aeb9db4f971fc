namespace Switchboard.Storage;

/// <summary>How many things that are meant are in a block of ids of a collection.</summary>
internal readonly record struct BlockCount<T>(Collection<T> Collection, long Block, long Count)
    where T : class, ICollected, new();

/// <summary>Fills a page in the order of ids from blocks of which it is known how many things that are meant they have.</summary>
/// <param name="skip">How many to leave out first.</param>
/// <param name="count">How many to take then.</param>
/// <param name="descending">The greatest id first.</param>
/// <param name="isMeant">Which things of a block are meant.</param>
/// <param name="cancellation">Stops reading.</param>
internal sealed class BlockPage<T>(
    long skip, int count, bool descending, Func<T, bool> isMeant, CancellationToken cancellation)
    where T : class, ICollected, new()
{
    // It is cheaper to read a few blocks that are not asked for than to ask once more.
    private const int WidestGap = 3;

    private readonly List<T> _things = [];
    private long _skip = skip;

    /// <summary>The page so far.</summary>
    public IReadOnlyList<T> Things => _things;

    /// <summary>Whether nothing more fits.</summary>
    public bool IsFull => _things.Count >= count;

    /// <summary>Leaves out things unseen if all of them come before the page.</summary>
    public bool TrySkip(long things)
    {
        if (_skip < things)
            return false;
        _skip -= things;
        return true;
    }

    /// <summary>Goes on with blocks that come after all those before.</summary>
    public async Task AddAsync(IEnumerable<BlockCount<T>> blocks)
    {
        var wanted = new List<BlockCount<T>>();
        var expected = 0L;
        // Collections that share their ids may share a block: it is skipped as a whole or not at all.
        foreach (var block in blocks.GroupBy(block => block.Block).OrderBy(block => descending ? -block.Key : block.Key))
        {
            var things = block.Sum(part => part.Count);
            if (wanted.Count == 0 && TrySkip(things))
                continue;
            wanted.AddRange(block);
            expected += things;
            if (expected - _skip >= count - _things.Count)
                break;
        }

        var runs = await Task.WhenAll(Runs(wanted).Select(run => ReadAsync(run.Collection, run.First, run.Last)));
        _things.AddRange(runs
            .SelectMany(run => run)
            .OrderBy(thing => descending ? -thing.Id : thing.Id)
            .Skip((int)_skip)
            .Take(count - _things.Count));
        _skip = 0;
    }

    private static IEnumerable<(Collection<T> Collection, long First, long Last)> Runs(List<BlockCount<T>> blocks)
    {
        foreach (var part in blocks.GroupBy(block => block.Collection))
        {
            var (first, last) = (-1L, -1L);
            foreach (var block in part.Select(block => block.Block).Order())
            {
                if (first >= 0 && block - last > WidestGap)
                {
                    yield return (part.Key, first, last);
                    first = -1;
                }

                (first, last) = (first < 0 ? block : first, block);
            }

            yield return (part.Key, first, last);
        }
    }

    private async Task<IReadOnlyList<T>> ReadAsync(Collection<T> collection, long first, long last) =>
        await collection.ReadAsync(Blocks.FirstId(first), Blocks.FirstId(last + 1), cancellation)
            .Where(isMeant).ToListAsync(cancellation);
}
