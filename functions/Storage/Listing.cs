namespace Switchboard.Storage;

/// <summary>
/// Lists of what is in one collection, or in several that share their ids, such as the participations of all callouts.
/// Every list reads the counters of each of its collections first. Then it takes whichever way leads past most of what
/// is not on the page: see <see cref="Collection{T}"/> for what each costs.
/// </summary>
internal sealed class Listing<T>(IReadOnlyList<Collection<T>> parts)
    where T : class, ICollected, new()
{
    private const int AtOnce = 100;

    /// <summary>The page that a query asks for.</summary>
    /// <exception cref="ListTooLongException">There is no index for it, and too much to do without.</exception>
    public async Task<ListPage<T>> PageAsync(Query<T> query, CancellationToken cancellation)
    {
        if (query.Conditions.Count == 0)
            return await PageOfAllAsync(query, cancellation);
        if (query is { Conditions: [HasTerm { Terms: [var term] }], IdsDescending: { } byId })
            return await new TermPage<T>(parts, term, cancellation).ReadAsync(query.Skip, query.Count, byId);

        var matches = new Matches<T>(query.Conditions, cancellation);
        await Parallel.ForEachAsync(parts, cancellation, async (part, _) => await matches.FindAsync(part));
        if (query.IdsDescending is { } descending)
            return await matches.PageAsync(query.Skip, query.Count, descending);
        return query.PageOf(await matches.ReadAsync());
    }

    private async Task<ListPage<T>> PageOfAllAsync(Query<T> query, CancellationToken cancellation)
    {
        var totals = await TotalsAsync(cancellation);
        var total = totals.Sum(part => Collection<T>.TotalOf(part.Totals));
        if (query.Skip >= total)
            return new ListPage<T>([], total);
        if (query.IdsDescending is { } descending)
            return new ListPage<T>(await InIdOrderAsync(totals, query.Skip, query.Count, descending, cancellation), total);
        if (query.TimeOrder is { } time && parts.All(part => part.Times.Has(time.Column)))
            return new ListPage<T>(await new TimeOrder<T>(totals, time, cancellation).PageAsync(query), total);
        if (total > ListTooLongException.Longest)
            throw new ListTooLongException();

        var all = await Task.WhenAll(totals.Select(async part =>
            await part.Collection.ReadAsync(cancellation: cancellation).ToListAsync(cancellation)));
        return query.PageOf([.. all.SelectMany(things => things)]);
    }

    private async Task<IReadOnlyList<(Collection<T> Collection, Tally Totals)>> TotalsAsync(CancellationToken cancellation)
    {
        var totals = new List<(Collection<T>, Tally)>();
        foreach (var chunk in parts.Chunk(AtOnce))
        {
            var tallies = await Task.WhenAll(chunk.Select(part => part.TotalsAsync(cancellation)));
            totals.AddRange(chunk.Zip(tallies).Where(part => !part.Second.IsEmpty));
        }

        return totals;
    }

    private static async Task<IReadOnlyList<T>> InIdOrderAsync(
        IReadOnlyList<(Collection<T> Collection, Tally Totals)> totals,
        long skip,
        int count,
        bool descending,
        CancellationToken cancellation)
    {
        // The first page needs no more counters.
        if (skip == 0 && !descending && totals is [var only])
            return await only.Collection.ReadAsync(0, count, cancellation).Take(count).ToListAsync(cancellation);

        var page = new BlockPage<T>(skip, count, descending, null, cancellation);
        var segments = totals
            .SelectMany(
                part => Collection<T>.SegmentsOf(part.Totals).All(),
                (part, segment) => (part.Collection, segment.Number, segment.Count))
            .GroupBy(segment => segment.Number)
            .OrderBy(segment => descending ? -segment.Key : segment.Key);
        foreach (var segment in segments)
        {
            if (page.TrySkip(segment.Sum(part => part.Count)))
                continue;
            var blocks = await Task.WhenAll(segment.Select(async part =>
                (part.Collection, Counts: await part.Collection.BlocksAsync(part.Number, part.Count, cancellation))));
            if (blocks is [var all])
                await page.AddAsync(all.Collection, all.Counts);
            else
                await page.AddAsync([.. blocks.SelectMany(part => part.Counts.All(), (part, block) =>
                    new BlockCount<T>(part.Collection, block.Number, block.Count))]);
            if (page.IsFull)
                break;
        }

        return page.Things;
    }
}
