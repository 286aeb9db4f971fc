using System.Globalization;
using System.Runtime.CompilerServices;

namespace Switchboard.Storage;

/// <summary>
/// Things of one kind in one partition, with what makes lists of them quick. All rows of a thing are written in one
/// transaction, so that nothing can be stale or missing:
/// <code>
/// {prefix}{id}             the thing; ids have a fixed width, so a range of rows is a range of ids
/// {prefix}t:{term}:{id}    it can be found by this term (hashed): a filter reads its matches and nothing else
/// {prefix}u:{key}          nobody else may have this key (hashed): a second one is refused with 409
/// {prefix}n                how many there are: in all, and in each segment of 10,000 ids
/// {prefix}n:{segment}      how many there are in each block of 20 ids of a segment
/// </code>
/// The counts lead to any page of the list in three reads, however far away it is and whatever was deleted.
/// </summary>
public sealed class Collection<T>(PartitionWriters writers, TableClient table, string partitionKey, string prefix = "")
    where T : class, ICollected, new()
{
    private const int BlockSize = 20;
    private const int SegmentSize = 10_000;
    private const string Total = "total";

    private static readonly string[] OnlyKey = ["RowKey"];

    private readonly string _total = $"{prefix}n";

    /// <summary>The partition everything here is in.</summary>
    public string PartitionKey => partitionKey;

    /// <summary>The writer of the partition.</summary>
    public PartitionWriter Writer => writers.For(table, partitionKey);

    /// <summary>The row key of the thing with this id.</summary>
    public string RowKeyOf(long id) => prefix + RowKey.Number(id);

    /// <summary>Whether a change was refused because somebody else has a unique key of this collection.</summary>
    public bool IsTaken(ChangeRejectedException rejected) =>
        rejected.Status == 409 && rejected.RowKey.StartsWith($"{prefix}u:", StringComparison.Ordinal);

    /// <summary>Adds a new thing to a change.</summary>
    public Change Insert(Change change, T thing)
    {
        thing.PartitionKey = partitionKey;
        thing.RowKey = RowKeyOf(thing.Id);
        change.Insert(thing);
        foreach (var key in thing.UniqueKeys())
            change.Insert(UniqueRow(key, thing.Id));
        foreach (var term in thing.Terms().Distinct())
            change.Insert(new TableEntity(partitionKey, TermRowKey(term, thing.Id)));
        return Count(change, thing.Id, +1);
    }

    /// <summary>
    /// Adds to a change that <paramref name="after"/> replaces <paramref name="before"/>, if nobody else changed it meanwhile.
    /// </summary>
    public Change Replace(Change change, T before, T after)
    {
        (after.PartitionKey, after.RowKey, after.ETag) = (before.PartitionKey, before.RowKey, before.ETag);
        change.Replace(after);
        foreach (var key in before.UniqueKeys().Except(after.UniqueKeys()))
            change.Delete(partitionKey, UniqueRowKey(key));
        foreach (var key in after.UniqueKeys().Except(before.UniqueKeys()))
            change.Insert(UniqueRow(key, after.Id));
        foreach (var term in before.Terms().Except(after.Terms()))
            change.Delete(partitionKey, TermRowKey(term, after.Id));
        foreach (var term in after.Terms().Except(before.Terms()))
            change.Insert(new TableEntity(partitionKey, TermRowKey(term, after.Id)));
        return change;
    }

    /// <summary>Adds to a change that a thing goes away, if nobody else changed it meanwhile.</summary>
    public Change Delete(Change change, T thing)
    {
        change.Delete(thing);
        foreach (var key in thing.UniqueKeys())
            change.Delete(partitionKey, UniqueRowKey(key));
        foreach (var term in thing.Terms().Distinct())
            change.Delete(partitionKey, TermRowKey(term, thing.Id));
        return Count(change, thing.Id, -1);
    }

    /// <summary>The thing with this id, or null.</summary>
    public async Task<T?> FindAsync(long id, CancellationToken cancellation = default)
    {
        var stored = await table.GetEntityIfExistsAsync<T>(partitionKey, RowKeyOf(id), cancellationToken: cancellation);
        return stored.HasValue ? stored.Value : null;
    }

    /// <summary>The things with these ids, in the order of the ids; ids of things that are gone are left out.</summary>
    public async Task<IReadOnlyList<T>> FindAsync(IEnumerable<long> ids, CancellationToken cancellation = default) =>
        [.. (await Task.WhenAll(ids.Select(id => FindAsync(id, cancellation)))).OfType<T>()];

    /// <summary>The id of the thing that has a unique key, or null.</summary>
    public async Task<long?> FindIdAsync(string uniqueKey, CancellationToken cancellation = default)
    {
        var stored = await table.GetEntityIfExistsAsync<TableEntity>(
            partitionKey, UniqueRowKey(uniqueKey), cancellationToken: cancellation);
        return stored.HasValue ? stored.Value!.GetInt64("Id") : null;
    }

    /// <summary>How many things there are.</summary>
    public async Task<long> CountAsync(CancellationToken cancellation = default) =>
        (await ReadTallyAsync(_total, cancellation)).Of(Total);

    /// <summary>At most <paramref name="count"/> things by ascending id, after skipping <paramref name="skip"/>.</summary>
    public async Task<ListPage<T>> PageAsync(long skip, int count, CancellationToken cancellation = default)
    {
        var totals = await ReadTallyAsync(_total, cancellation);
        var total = totals.Of(Total);
        if (skip >= total)
            return new ListPage<T>([], total);

        var (firstId, stillToSkip) = skip == 0 ? (0, 0) : await SeekAsync(totals, skip, cancellation);
        var things = new List<T>(count);
        await foreach (var thing in ReadAsync(firstId, stillToSkip + count, cancellation))
        {
            if (stillToSkip-- > 0)
                continue;
            things.Add(thing);
            if (things.Count == count)
                break;
        }

        return new ListPage<T>(things, total);
    }

    /// <summary>The page of those things that have all of <paramref name="terms"/>; without terms, of all things.</summary>
    public async Task<ListPage<T>> PageAsync(
        IReadOnlyCollection<string> terms, long skip, int count, CancellationToken cancellation = default)
    {
        if (terms.Count == 0)
            return await PageAsync(skip, count, cancellation);

        var total = 0L;
        var ids = new List<long>(count);
        await foreach (var id in IdsAsync(terms, cancellation: cancellation))
        {
            if (total++ >= skip && ids.Count < count)
                ids.Add(id);
        }

        return new ListPage<T>(await FindAsync(ids, cancellation), total);
    }

    /// <summary>All things by ascending id, from <paramref name="firstId"/> on.</summary>
    /// <param name="firstId">The least id.</param>
    /// <param name="pageSize">How many to read at a time.</param>
    /// <param name="cancellation">Stops reading.</param>
    public IAsyncEnumerable<T> ReadAsync(long firstId = 0, int pageSize = 1_000, CancellationToken cancellation = default)
    {
        var filter = RowRange.Filter(partitionKey, RowKeyOf(firstId), prefix + RowKey.AfterDigits);
        return table.QueryAsync<T>(filter, Math.Min(pageSize, 1_000), cancellationToken: cancellation);
    }

    /// <summary>
    /// The ids of the things that have all of <paramref name="terms"/>, ascending, from <paramref name="firstId"/> on;
    /// without terms, of all things.
    /// </summary>
    public IAsyncEnumerable<long> IdsAsync(
        IReadOnlyCollection<string> terms, long firstId = 0, CancellationToken cancellation = default) =>
        terms.Count == 0
            ? KeysAsync(prefix, firstId, cancellation)
            : terms.Distinct()
                .Select(term => KeysAsync(TermPrefix(term), firstId, cancellation))
                .Aggregate(SortedIds.Intersect);

    private async IAsyncEnumerable<long> KeysAsync(
        string keyPrefix, long firstId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = RowRange.Filter(
            partitionKey, keyPrefix + RowKey.Number(firstId), keyPrefix + RowKey.AfterDigits);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, 1_000, OnlyKey, cancellation))
            yield return RowKey.TrailingNumber(row.RowKey);
    }

    /// <summary>The first id of the block that holds the thing after <paramref name="skip"/> others, and how many of it to skip.</summary>
    private async Task<(long FirstId, int StillToSkip)> SeekAsync(Tally totals, long skip, CancellationToken cancellation)
    {
        var segment = Descend(totals, ref skip);
        var blocks = await ReadTallyAsync(SegmentRowKey(segment), cancellation);
        var block = Descend(blocks, ref skip);
        return (segment * SegmentSize + block * BlockSize, (int)Math.Min(skip, BlockSize));
    }

    private static long Descend(Tally counts, ref long skip)
    {
        var last = 0L;
        foreach (var (name, count) in counts.Values
            .Where(entry => entry.Key != Total)
            .Select(entry => (Number: long.Parse(entry.Key, CultureInfo.InvariantCulture), entry.Value))
            .OrderBy(entry => entry.Number))
        {
            last = name;
            if (skip < count)
                break;
            skip -= count;
        }

        return last;
    }

    private Change Count(Change change, long id, long by)
    {
        var (segment, withinSegment) = Math.DivRem(id, SegmentSize);
        return change
            .Count(_total, Total, by)
            .Count(_total, Name(segment), by)
            .Count(SegmentRowKey(segment), Name(withinSegment / BlockSize), by);

        static string Name(long number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private async Task<Tally> ReadTallyAsync(string rowKey, CancellationToken cancellation)
    {
        var stored = await table.GetEntityIfExistsAsync<Tally>(partitionKey, rowKey, cancellationToken: cancellation);
        return stored.HasValue ? stored.Value! : new Tally();
    }

    private TableEntity UniqueRow(string key, long id) => new(partitionKey, UniqueRowKey(key)) { ["Id"] = id };

    private string UniqueRowKey(string key) => $"{prefix}u:{RowKey.Hash(key)}";

    private string TermPrefix(string term) => $"{prefix}t:{RowKey.Hash(term)}:";

    private string TermRowKey(string term, long id) => TermPrefix(term) + RowKey.Number(id);

    private string SegmentRowKey(long segment) => $"{prefix}n:{RowKey.Number(segment)}";
}
