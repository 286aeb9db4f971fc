using System.Collections.Concurrent;

namespace Switchboard.Storage;

/// <summary>
/// What conditions mean in collections, known either by ids or, where that is enough, by how many there are in each block
/// of ids.
/// </summary>
internal sealed class Matches<T>(IReadOnlyList<Condition> conditions, CancellationToken cancellation)
    where T : class, ICollected, new()
{
    private const int AtOnce = 100;
    private const int Round = 1_000;

    // An index row is one of 1,000 of a read, a thing is a read: so much more may be read of a wider index to narrow down
    // what a narrow one found.
    private const int RowsPerThing = 32;

    private readonly ConcurrentBag<(Collection<T> Collection, List<long> Ids)> _ids = [];
    private readonly ConcurrentBag<BlockCount<T>> _blocks = [];

    /// <summary>Finds what is meant in one collection.</summary>
    public async Task FindAsync(Collection<T> collection)
    {
        var indexed = conditions.Where(condition => condition is HasTerm or HasWithin or HasPath or HasKey).ToList();
        if (indexed.Count > 0)
        {
            var (ids, open) = await NarrowestAsync(collection, indexed);
            await AddAsync(collection, ids, [.. open, .. conditions.Except(indexed)]);
        }
        else if (conditions.All(condition => condition is LacksPath))
        {
            await WithoutAsync(collection);
        }
        else if (conditions.OfType<During>().FirstOrDefault(span => collection.Times.Has(span.Column)) is { } during)
        {
            var spans = conditions.OfType<During>().Where(span => span.Column == during.Column).ToList();
            var span = new During(during.Column, spans.Max(one => one.From), spans.Min(one => one.To));
            await WithinAsync(collection, span, isAll: spans.Count == conditions.Count);
        }
        else
        {
            await ScanAsync(collection);
        }
    }

    /// <summary>A page in the order of ids.</summary>
    public async Task<ListPage<T>> PageAsync(long skip, int count, bool descending)
    {
        if (!_blocks.IsEmpty)
        {
            var page = new BlockPage<T>(skip, count, descending, IsMeant, cancellation);
            var total = _blocks.Sum(block => block.Count);
            if (skip < total)
                await page.AddAsync([.. _blocks]);
            return new ListPage<T>(page.Things, total);
        }

        var ids = _ids.SelectMany(part => part.Ids, (part, id) => (Id: id, part.Collection)).ToList();
        if (skip >= ids.Count)
            return new ListPage<T>([], ids.Count);
        ids.Sort((left, right) => descending ? right.Id.CompareTo(left.Id) : left.Id.CompareTo(right.Id));
        var things = await Task.WhenAll(ids.Skip((int)skip).Take(count)
            .Select(match => match.Collection.FindAsync(match.Id, cancellation)));
        return new ListPage<T>([.. things.OfType<T>()], ids.Count);
    }

    /// <summary>All that is meant.</summary>
    /// <exception cref="ListTooLongException">That is too much.</exception>
    public async Task<IReadOnlyList<T>> ReadAsync()
    {
        if (_blocks.Sum(block => block.Count) + _ids.Sum(part => part.Ids.Count) > ListTooLongException.Longest)
            throw new ListTooLongException();

        var page = new BlockPage<T>(0, int.MaxValue, false, IsMeant, cancellation);
        await page.AddAsync([.. _blocks]);
        var things = page.Things.ToList();
        foreach (var (collection, ids) in _ids)
        {
            foreach (var chunk in ids.Chunk(AtOnce))
                things.AddRange(await collection.FindAsync(chunk, cancellation));
        }

        return things;
    }

    private bool IsMeant(T thing) => Condition.AllHold(conditions, thing);

    /// <summary>
    /// Reads the indexes of several conditions side by side until one of them ends: what is meant is among its ids, and
    /// none of the others has cost more. Those that end soon after it narrow it down further.
    /// </summary>
    /// <returns>The ids, and the conditions of which it is not known whether they hold for them.</returns>
    private async Task<(HashSet<long> Ids, IReadOnlyList<Condition> Open)> NarrowestAsync(
        Collection<T> collection, List<Condition> indexed)
    {
        var runs = indexed.Select(condition => new Run(condition, collection.Index.IdsAsync(condition, cancellation))).ToList();
        try
        {
            while (!runs.Exists(run => run.IsOver))
                await Task.WhenAll(runs.Select(run => run.ReadAsync(Round)));
            var narrowest = runs.Where(run => run.IsOver).MinBy(run => run.Ids.Count)!;
            var enough = Math.Max(Round, narrowest.Ids.Count * RowsPerThing);
            await Task.WhenAll(runs.Where(run => !run.IsOver).Select(run => run.ReadAsync(enough - run.Ids.Count)));
            foreach (var run in runs.Where(run => run.IsOver && run != narrowest))
                narrowest.Ids.IntersectWith(run.Ids);
            return (narrowest.Ids, [.. runs.Where(run => !run.IsOver).Select(run => run.Condition)]);
        }
        finally
        {
            foreach (var run in runs)
                await run.DisposeAsync();
        }
    }

    private async Task AddAsync(Collection<T> collection, HashSet<long> ids, IReadOnlyList<Condition> open)
    {
        // A few are looked at, which settles everything. Of many, indexes and counters leave out most.
        if (ids.Count > Round)
            open = await NarrowAsync(collection, ids, open);
        if (open.Count == 0)
        {
            _ids.Add((collection, [.. ids]));
            return;
        }

        if (ids.Count > ListTooLongException.Longest)
            throw new ListTooLongException();
        var meant = new List<long>();
        foreach (var chunk in ids.Chunk(AtOnce))
        {
            var things = await collection.FindAsync(chunk, cancellation);
            meant.AddRange(things.Where(thing => Condition.AllHold(open, thing)).Select(thing => thing.Id));
        }

        _ids.Add((collection, meant));
    }

    /// <summary>Leaves out those of whom an index or a counter says that they are not meant.</summary>
    /// <returns>The conditions of which it is still not known whether they hold.</returns>
    private async Task<IReadOnlyList<Condition>> NarrowAsync(
        Collection<T> collection, HashSet<long> ids, IReadOnlyList<Condition> open)
    {
        foreach (var absent in open.OfType<LacksPath>())
        {
            await foreach (var id in collection.Index.IdsAsync(absent, cancellation))
                ids.Remove(id);
        }

        foreach (var span in open.OfType<During>().Where(span => collection.Times.Has(span.Column) && span.From < span.To))
        {
            var (first, last) = SecondsOf(span);
            var blocks = await collection.Times.BlocksAsync(span.Column, first, last + 1, cancellation)
                .Select(block => block.Block).ToHashSetAsync(cancellationToken: cancellation);
            ids.RemoveWhere(id => !blocks.Contains(Blocks.Of(id)));
        }

        return [.. open.Where(condition => condition is not LacksPath)];
    }

    /// <summary>Of each block, all but those that have what must be absent.</summary>
    private async Task WithoutAsync(Collection<T> collection)
    {
        var having = new HashSet<long>();
        foreach (var condition in conditions)
            having.UnionWith(await collection.Index.IdsAsync(condition, cancellation).ToListAsync(cancellation));
        var without = having.CountBy(Blocks.Of).ToDictionary();
        var totals = await collection.TotalsAsync(cancellation);
        foreach (var chunk in Collection<T>.SegmentsOf(totals).All().Chunk(AtOnce))
        {
            var segments = await Task.WhenAll(chunk.Select(segment => collection.BlocksAsync(segment.Number, segment.Count, cancellation)));
            foreach (var (block, count) in segments.SelectMany(blocks => blocks.All()))
                Add(collection, block, count - without.GetValueOrDefault(block));
        }
    }

    private async Task WithinAsync(Collection<T> collection, During span, bool isAll)
    {
        if (span.From >= span.To)
            return;

        // Seconds that are cut by the span's ends, and things that must fulfil more, have to be looked at.
        var (first, last) = SecondsOf(span);
        var whole = new Dictionary<long, long>();
        var cut = new HashSet<long>();
        await foreach (var (second, block, count) in collection.Times.BlocksAsync(span.Column, first, last + 1, cancellation))
        {
            if (isAll && second > first && second < last)
                whole[block] = whole.GetValueOrDefault(block) + count;
            else
                cut.Add(block);
        }

        foreach (var chunk in cut.Order().Chunk(AtOnce))
        {
            var page = new BlockPage<T>(0, int.MaxValue, false, IsMeant, cancellation);
            await page.AddAsync([.. chunk.Select(block => new BlockCount<T>(collection, block, 1))]);
            foreach (var (block, count) in page.Things.CountBy(thing => Blocks.Of(thing.Id)))
                whole[block] = count;
        }

        foreach (var (block, count) in whole)
            Add(collection, block, count);
    }

    private static (long First, long Last) SecondsOf(During span) =>
        (TimeIndex.SecondOf(Math.Max(span.From, 0)), TimeIndex.SecondOf(span.To - 1));

    private async Task ScanAsync(Collection<T> collection)
    {
        var totals = await collection.TotalsAsync(cancellation);
        if (Collection<T>.TotalOf(totals) > ListTooLongException.Longest)
            throw new ListTooLongException();
        var meant = await collection.ReadAsync(cancellation: cancellation).Where(IsMeant).Select(thing => thing.Id)
            .ToListAsync(cancellation);
        _ids.Add((collection, meant));
    }

    private void Add(Collection<T> collection, long block, long count)
    {
        if (count > 0)
            _blocks.Add(new BlockCount<T>(collection, block, count));
    }

    private sealed class Run(Condition condition, IAsyncEnumerable<long> ids) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<long> _rest = ids.GetAsyncEnumerator();

        public Condition Condition => condition;

        public HashSet<long> Ids { get; } = [];

        public bool IsOver { get; private set; }

        public async Task ReadAsync(int count)
        {
            for (var i = 0; i < count && !IsOver; i++)
            {
                if (await _rest.MoveNextAsync())
                    Ids.Add(_rest.Current);
                else
                    IsOver = true;
            }
        }

        public ValueTask DisposeAsync() => _rest.DisposeAsync();
    }
}
