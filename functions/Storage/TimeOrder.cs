namespace Switchboard.Storage;

/// <summary>
/// A list of everything in the order of a column of time: whole spans of time are skipped by their counters, from the
/// longest to the shortest; of the seconds that are left, the things are read and sorted.
/// </summary>
internal sealed class TimeOrder<T>(
    IReadOnlyList<(Collection<T> Collection, Tally Totals)> parts,
    (TimeColumn Column, bool Descending) order,
    CancellationToken cancellation)
    where T : class, ICollected, new()
{
    /// <summary>The page that a query asks for.</summary>
    public async Task<IReadOnlyList<T>> PageAsync(Query<T> query)
    {
        var page = new List<T>(query.Count);
        var skip = query.Skip;
        await foreach (var second in SecondsAsync(things => TrySkip(ref skip, things)))
        {
            if (TrySkip(ref skip, second.Sum(block => block.Count)))
                continue;
            page.AddRange((await ReadAsync(second)).Order(Comparer<T>.Create(query.Compare))
                .Skip((int)skip).Take(query.Count - page.Count));
            skip = 0;
            if (page.Count >= query.Count)
                break;
        }

        return page;
    }

    private static bool TrySkip(ref long skip, long things)
    {
        if (skip < things)
            return false;
        skip -= things;
        return true;
    }

    /// <summary>The seconds in which there is anything, in order, but for spans that can be skipped.</summary>
    private async IAsyncEnumerable<IGrouping<long, (long Second, BlockCount<T> Block, long Count)>> SecondsAsync(
        Func<long, bool> trySkip)
    {
        var millions = parts.SelectMany(part =>
            TimeIndex.Millions(part.Totals, order.Column).Select(span => (span.Million, part.Collection, span.Count)));
        foreach (var million in InOrder(millions.GroupBy(span => span.Million)))
        {
            if (trySkip(million.Sum(span => span.Count)))
                continue;
            var thousands = await Task.WhenAll(million.Select(span => span.Collection).Distinct().Select(async collection =>
                (await collection.Times.ThousandsAsync(order.Column, million.Key, cancellation))
                    .Select(span => (span.Thousand, Collection: collection, span.Count))));
            foreach (var thousand in InOrder(thousands.SelectMany(spans => spans).GroupBy(span => span.Thousand)))
            {
                if (trySkip(thousand.Sum(span => span.Count)))
                    continue;
                var (from, to) = TimeIndex.SecondsOf(thousand.Key);
                var seconds = await Task.WhenAll(thousand.Select(span => span.Collection).Distinct().Select(async collection =>
                    await collection.Times.BlocksAsync(order.Column, from, to, cancellation)
                        .Select(block => (block.Second, Block: new BlockCount<T>(collection, block.Block, block.Count), block.Count))
                        .ToListAsync(cancellation)));
                foreach (var second in InOrder(seconds.SelectMany(blocks => blocks).GroupBy(block => block.Second)))
                    yield return second;
            }
        }
    }

    private IEnumerable<IGrouping<long, TSpan>> InOrder<TSpan>(IEnumerable<IGrouping<long, TSpan>> spans) =>
        spans.OrderBy(span => order.Descending ? -span.Key : span.Key);

    private async Task<IReadOnlyList<T>> ReadAsync(
        IGrouping<long, (long Second, BlockCount<T> Block, long Count)> second)
    {
        var all = new BlockPage<T>(
            0,
            int.MaxValue,
            false,
            thing => TimeIndex.SecondOf(During.Of(thing, order.Column).UtcTicks) == second.Key,
            cancellation);
        await all.AddAsync([.. second.Select(block => block.Block)]);
        return all.Things;
    }
}
