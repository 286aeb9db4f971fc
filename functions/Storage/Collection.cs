using System.Runtime.CompilerServices;

namespace Switchboard.Storage;

/// <summary>
/// Things of one kind in one partition, with what makes lists of them quick. All rows of a thing are written in one
/// transaction, so that nothing can be stale or missing:
/// <code>
/// {prefix}{id}             the thing, in a row of its own (<see cref="OwnRows{T}"/>); ids have a fixed width, so a range
///                          of rows is a range of ids
/// {prefix}{id / 10}        or, where it seldom changes, ten things in a row (<see cref="SharedRows{T}"/>)
/// {prefix}t:{term}:{part}  which of 20,000 ids have a value, something in a range of values, or anything at a path
///                          (<see cref="TermIndex"/>)
/// {prefix}u:{key}          nobody else may have this key (hashed): a second one is refused with 409 (<see cref="KeyRows"/>)
/// {prefix}u:{digits}       or, where ten things share a row, hundreds of keys in a row (<see cref="KeyTree"/>)
/// {prefix}n                how many there are: in all, in each segment of ids (<see cref="Blocks"/>), in each million of seconds
/// {prefix}n:{segment}      how many there are in each block of ids of a segment
/// {prefix}k…, {prefix}s…   how many there are in each span of time (<see cref="TimeIndex"/>)
/// </code>
/// A thing is its row and one for each unique key, or a tenth of a row and a small part of others; terms and counters are
/// tallies, rows of the whole group that is written together. What lists cost in return (see <see cref="Listing{T}"/>):
/// <list type="bullet">
/// <item>a page in the order of ids, wherever it is and whatever was deleted: three reads at most;</item>
/// <item>a page in the order of time: five reads and the seconds that it shows;</item>
/// <item>a filter by values: the index rows of its narrowest condition, 1,000 a read, each of up to 20,000 things whose ids
/// are close together, and the things of the page;</item>
/// <item>a span of time: the counters of its seconds, and the page;</item>
/// <item>something that must be absent: the index rows of those who have it;</item>
/// <item>any other order or filter: all that is meant, but never more than <see cref="ListTooLongException.Longest"/>.</item>
/// </list>
/// </summary>
/// <param name="writers">The writers of all partitions.</param>
/// <param name="table">The table.</param>
/// <param name="partitionKey">The partition.</param>
/// <param name="prefix">What the row keys begin with.</param>
/// <param name="changesCount">
/// Whether lists by the time of the last change are wanted; not where things change often, or behind the collection's back.
/// </param>
/// <param name="packing">How ten things are written into one row; null where each thing, and each unique key, has its own.</param>
public sealed class Collection<T>(
    PartitionWriters writers,
    TableClient table,
    string partitionKey,
    string prefix = "",
    bool changesCount = true,
    Packing<T>? packing = null)
    where T : class, ICollected, new()
{
    private const string Total = "total";

    // So many things are read at a time.
    private const int AtOnce = 100;

    private readonly string _total = $"{prefix}n";
    private readonly LatestKey<long> _segments = new();

    private readonly IRowLayout<T> _rows = packing is null
        ? new OwnRows<T>(table, partitionKey, prefix)
        : new SharedRows<T>(table, partitionKey, prefix, packing);

    /// <summary>The partition everything here is in.</summary>
    public string PartitionKey => partitionKey;

    /// <summary>The writer of the partition.</summary>
    public PartitionWriter Writer => writers.For(table, partitionKey);

    /// <summary>Which of its things have which terms.</summary>
    internal TermIndex Terms { get; } = new(table, partitionKey, prefix);

    /// <summary>Who of its things has which unique key.</summary>
    internal IUniqueKeys Keys { get; } = packing is null
        ? new KeyRows(table, partitionKey, prefix)
        : new PackedKeys(() => writers.For(table, partitionKey), prefix);

    /// <summary>What its indexes say of conditions.</summary>
    internal ConditionIndex<T> Index => new(this);

    /// <summary>When its things were created and changed.</summary>
    internal TimeIndex Times { get; } = new(table, partitionKey, prefix, changesCount);

    /// <summary>Whether a change was refused because somebody else has a unique key of this collection.</summary>
    public bool IsTaken(ChangeRejectedException rejected) =>
        rejected.Status == 409 && rejected.RowKeys.Any(rowKey => rowKey.StartsWith($"{prefix}u:", StringComparison.Ordinal));

    /// <summary>Adds a new thing, and what is written along with it.</summary>
    /// <exception cref="ChangeRejectedException">Somebody else has a unique key of its own: see <see cref="IsTaken"/>.</exception>
    public async Task AddAsync(T thing, Change? along = null)
    {
        try
        {
            await Writer.CommitAsync(Insert(along ?? new Change(), thing));
        }
        catch (ChangeRejectedException rejected) when (rejected.Status == 409)
        {
            // Ids are given out once. If it is this very thing that has it, the answer to writing it got lost on the way, and
            // the SDK asked again.
            if ((await FindAsync(thing.Id))?.CreatedAt != thing.CreatedAt)
                throw;
        }
    }

    /// <summary>Prepares many new things, as many together as a transaction takes.</summary>
    internal Additions<T> Prepare(IReadOnlyList<T> things) => new(this, things);

    /// <summary>Adds a new thing to a change.</summary>
    public Change Insert(Change change, T thing) => Insert(change, thing, thing.Terms());

    /// <summary>
    /// Adds to a change that <paramref name="after"/> replaces <paramref name="before"/>, if nobody else changed it meanwhile.
    /// </summary>
    public Change Replace(Change change, T before, T after)
    {
        _rows.Replace(change, before, after);
        foreach (var key in before.UniqueKeys().Except(after.UniqueKeys()))
            Keys.Remove(change, key, before.Id);
        foreach (var key in after.UniqueKeys().Except(before.UniqueKeys()))
            Keys.Add(change, key, after.Id);
        foreach (var term in before.Terms().Except(after.Terms()))
            Terms.Count(change, term, after.Id, -1);
        foreach (var term in after.Terms().Except(before.Terms()))
            Terms.Count(change, term, after.Id, +1);
        Times.Count(change, before, after);
        return change;
    }

    /// <summary>Adds to a change that a thing goes away, if nobody else changed it meanwhile.</summary>
    public Change Delete(Change change, T thing)
    {
        _rows.Delete(change, thing);
        foreach (var key in thing.UniqueKeys())
            Keys.Remove(change, key, thing.Id);
        foreach (var term in thing.Terms().Distinct())
            Terms.Count(change, term, thing.Id, -1);
        return Count(change, thing, -1);
    }

    /// <summary>The thing with this id, or null.</summary>
    public Task<T?> FindAsync(long id, CancellationToken cancellation = default) => _rows.FindAsync(id, cancellation);

    /// <summary>The things with these ids, in the order of the ids; ids of things that are gone are left out.</summary>
    public Task<IReadOnlyList<T>> FindAsync(IEnumerable<long> ids, CancellationToken cancellation = default) =>
        _rows.FindAsync([.. ids], cancellation);

    /// <summary>The id of the thing that has a unique key, or null.</summary>
    public async Task<long?> FindIdAsync(string uniqueKey, CancellationToken cancellation = default) =>
        await Keys.FindAsync([uniqueKey], cancellation).Select(found => (long?)found.Id).FirstOrDefaultAsync(cancellation);

    /// <summary>The things that have some unique keys, in the order of their ids.</summary>
    public async Task<IReadOnlyList<T>> FindByKeysAsync(IReadOnlyCollection<string> uniqueKeys, CancellationToken cancellation)
    {
        var ids = await Keys.FindAsync(uniqueKeys, cancellation).Select(found => found.Id).ToListAsync(cancellation);
        var things = new List<T>(ids.Count);
        foreach (var chunk in ids.Order().Chunk(AtOnce))
            things.AddRange(await FindAsync(chunk, cancellation));
        return things;
    }

    /// <summary>How many things there are.</summary>
    public async Task<long> CountAsync(CancellationToken cancellation = default) => TotalOf(await TotalsAsync(cancellation));

    /// <summary>The page of this collection that a query asks for.</summary>
    /// <exception cref="ListTooLongException">There is no index for it, and too much to do without.</exception>
    public Task<ListPage<T>> PageAsync(Query<T> query, CancellationToken cancellation = default) =>
        new Listing<T>([this]).PageAsync(query, cancellation);

    /// <summary>All things by ascending id, from <paramref name="firstId"/> on.</summary>
    /// <param name="firstId">The least id.</param>
    /// <param name="pageSize">How many to read at a time.</param>
    /// <param name="cancellation">Stops reading.</param>
    public IAsyncEnumerable<T> ReadAsync(long firstId = 0, int pageSize = 1_000, CancellationToken cancellation = default) =>
        _rows.ReadAsync(firstId, null, pageSize, cancellation);

    /// <summary>The things for which all conditions hold, by ascending id, from <paramref name="firstId"/> on.</summary>
    public async IAsyncEnumerable<T> ReadAsync(
        IReadOnlyList<Condition> conditions, long firstId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await Index.MatchesAsync(conditions, firstId, cancellation) is not { } ids)
        {
            await foreach (var thing in ReadAsync(firstId, cancellation: cancellation))
            {
                if (Condition.AllHold(conditions, thing))
                    yield return thing;
            }

            yield break;
        }

        await foreach (var chunk in ids.Chunk(AtOnce).WithCancellation(cancellation))
        {
            foreach (var thing in await FindAsync(chunk, cancellation))
            {
                if (Condition.AllHold(conditions, thing))
                    yield return thing;
            }
        }
    }

    /// <summary>The ids of all things, ascending.</summary>
    public IAsyncEnumerable<long> IdsAsync(CancellationToken cancellation = default) =>
        _rows.IdsAsync(cancellation);

    /// <summary>The ids of the things that have a term, ascending.</summary>
    public IAsyncEnumerable<long> IdsAsync(Term term, CancellationToken cancellation = default) =>
        Terms.IdsAsync(term, 0, cancellation);

    /// <summary>The first things with ids from one on, up to but without another.</summary>
    internal IAsyncEnumerable<T> ReadAsync(long firstId, long endId, int most, CancellationToken cancellation) =>
        _rows.ReadAsync(firstId, endId, most, cancellation).Take(most);

    /// <summary>The collection's counters.</summary>
    internal Task<Tally> TotalsAsync(CancellationToken cancellation) => ReadTallyAsync(_total, cancellation);

    /// <summary>How many things there are, in all.</summary>
    internal static long TotalOf(Tally totals) => totals.Of(Total);

    /// <summary>How many things there are in each segment.</summary>
    internal static CountRuns SegmentsOf(Tally totals) => totals.Numbered(Blocks.Counters);

    /// <summary>How many things there are in each block of a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="count">How many things it has.</param>
    /// <param name="cancellation">Stops reading.</param>
    internal async Task<CountRuns> BlocksAsync(long segment, long count, CancellationToken cancellation) =>
        Blocks.Full(segment, count) ?? (await ReadTallyAsync(SegmentRowKey(segment), cancellation)).Numbered(Blocks.Counters);

    /// <summary>Adds a new thing to a change, given what it can be found by.</summary>
    internal Change Insert(Change change, T thing, IEnumerable<Term> terms)
    {
        _rows.Insert(change, thing);
        foreach (var key in thing.UniqueKeys())
            Keys.Add(change, key, thing.Id);
        foreach (var term in terms.Distinct())
            Terms.Count(change, term, thing.Id, +1);
        return Count(change, thing, +1);
    }

    private Change Count(Change change, T thing, long by)
    {
        var segment = Blocks.SegmentOf(thing.Id);
        change
            .Count(_total, Total, by)
            .Count(_total, Blocks.Counters, segment, by)
            .Count(_segments.Of(segment, SegmentRowKey), Blocks.Counters, Blocks.Of(thing.Id), by);
        Times.Count(change, thing, by);
        return change;
    }

    private async Task<Tally> ReadTallyAsync(string rowKey, CancellationToken cancellation)
    {
        var stored = await table.GetEntityIfExistsAsync<Tally>(partitionKey, rowKey, cancellationToken: cancellation);
        return stored.HasValue ? stored.Value! : new Tally();
    }

    private string SegmentRowKey(long segment) => $"{prefix}n:{RowKey.Number(segment)}";
}
