namespace Switchboard.Storage;

/// <summary>Fills a page in the order of ids from blocks of which it is known how many things that are meant they have.</summary>
/// <param name="skip">How many to leave out first.</param>
/// <param name="count">How many to take then.</param>
/// <param name="descending">The greatest id first.</param>
/// <param name="isMeant">Which things of a block are meant; null for all.</param>
/// <param name="cancellation">Stops reading.</param>
internal sealed class BlockPage<T>(
    long skip, int count, bool descending, Func<T, bool>? isMeant, CancellationToken cancellation)
    where T : class, ICollected, new()
{
    // It is cheaper to read a few blocks that are not asked for than to ask once more.
    private const int WidestGap = 3;

    private readonly List<T> _things = [];
    private long _skip = skip;

    /// <summary>The page so far.</summary>
    public IReadOnlyList<T> Things => _things;

    /// <summary>Whether nothing more fits.</summary>
    public bool IsFull => Missing <= 0;

    private int Missing => count - _things.Count;

    /// <summary>Leaves out things unseen if all of them come before the page.</summary>
    public bool TrySkip(long things)
    {
        if (_skip < things)
            return false;
        _skip -= things;
        return true;
    }

    /// <summary>Goes on with blocks of one collection, most of which are only counted.</summary>
    public Task AddAsync(Collection<T> collection, CountRuns blocks)
    {
        var rest = blocks.Without(ref _skip, fromEnd: descending).All();
        // Each has one thing for the page at the least.
        var near = descending ? rest : rest.Take(Missing);
        return AddAsync([.. near.Select(block => new BlockCount<T>(collection, block.Number, block.Count))]);
    }

    /// <summary>Goes on with blocks that come after all those before.</summary>
    public async Task AddAsync(List<BlockCount<T>> blocks)
    {
        var wanted = Wanted(blocks);
        var (from, to) = WithoutSkipped(wanted);
        var runs = await Task.WhenAll(Runs(wanted).Select(run => ReadAsync(
            run.Collection, Math.Max(from, Blocks.FirstId(run.First)), Math.Min(to, Blocks.FirstId(run.Last + 1)))));
        _things.AddRange(runs
            .SelectMany(run => run)
            .OrderBy(thing => descending ? -thing.Id : thing.Id)
            .Skip((int)_skip)
            .Take(Missing));
        _skip = 0;
    }

    /// <summary>The blocks that the rest of the page lies in; those before it are skipped.</summary>
    private List<BlockCount<T>> Wanted(List<BlockCount<T>> blocks)
    {
        // Blocks of one collection come in order, as they are counted.
        if (!IsAscending(blocks))
            blocks.Sort((one, other) => one.Block.CompareTo(other.Block));
        if (descending)
            blocks.Reverse();

        var wanted = new List<BlockCount<T>>();
        var expected = 0L;
        for (int at = 0, next; at < blocks.Count && expected - _skip < Missing; at = next)
        {
            // Collections that share their ids may share a block: it is skipped as a whole or not at all.
            var things = 0L;
            for (next = at; next < blocks.Count && blocks[next].Block == blocks[at].Block; next++)
                things += blocks[next].Count;
            if (wanted.Count == 0 && TrySkip(things))
                continue;
            wanted.AddRange(blocks[at..next]);
            expected += things;
        }

        return wanted;
    }

    /// <summary>The ids to read: in a block without gaps, ids say how many come before.</summary>
    private (long From, long To) WithoutSkipped(List<BlockCount<T>> wanted)
    {
        if (wanted is not [{ Count: Blocks.Size } first, ..])
            return (0, long.MaxValue);
        var skipped = _skip;
        _skip = 0;
        return descending
            ? (0, Blocks.FirstId(first.Block + 1) - skipped)
            : (Blocks.FirstId(first.Block) + skipped, long.MaxValue);
    }

    private static bool IsAscending(List<BlockCount<T>> blocks)
    {
        for (var i = 1; i < blocks.Count; i++)
        {
            if (blocks[i].Block < blocks[i - 1].Block)
                return false;
        }

        return true;
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

    private async Task<IReadOnlyList<T>> ReadAsync(Collection<T> collection, long from, long to)
    {
        // What comes after the page need not be read where everything is meant and read in the order of the page.
        var most = isMeant is null && !descending ? (int)Math.Min(_skip + Missing, int.MaxValue) : int.MaxValue;
        var things = collection.ReadAsync(from, to, most, cancellation);
        return await (isMeant is null ? things : things.Where(isMeant)).ToListAsync(cancellation);
    }
}
