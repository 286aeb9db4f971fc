namespace Switchboard.Storage;

/// <summary>For which things of a collection conditions hold, as far as its indexes tell.</summary>
internal sealed class ConditionIndex<T>(Collection<T> things)
    where T : class, ICollected, new()
{
    // Streams that are merged call each other, one inside the next: thousands of them would use up the stack.
    private const int MostMerged = 50;

    // So many ids are sorted to read what they stand for.
    private const int MostSorted = 10_000;

    // Codes of terms begin with letters before this one.
    private const string AfterCodes = "z";

    /// <summary>The ids of the things for which an indexed condition holds, in no order and some perhaps twice.</summary>
    public IAsyncEnumerable<long> IdsAsync(Condition condition, CancellationToken cancellation) => condition switch
    {
        HasTerm any => any.Terms.ToAsyncEnumerable().SelectMany(term => things.Terms.IdsAsync(term, 0, cancellation)),
        HasKey any => things.Keys.FindAsync(any.Keys, cancellation).Select(found => found.Id),
        HasWithin range => things.Terms.IdsAsync(range.Path, range.From, range.To, cancellation),
        HasPath there => things.Terms.IdsAsync(there.Path, "", AfterCodes, cancellation),
        LacksPath absent => things.Terms.IdsAsync(absent.Path, "", AfterCodes, cancellation),
        _ => throw new ArgumentException($"There is no index for {condition}.", nameof(condition)),
    };

    /// <summary>
    /// The ids, ascending and from one on, among which all are for which indexed conditions hold; null where it is cheaper to
    /// look at every thing.
    /// </summary>
    public async Task<IAsyncEnumerable<long>?> MatchesAsync(
        IReadOnlyList<Condition> conditions, long firstId, CancellationToken cancellation)
    {
        var ordered = conditions.OfType<HasTerm>().ToList();
        if (ordered.Count > 0)
            return ordered.Select(Union).Aggregate(SortedIds.Intersect);
        if (conditions.OfType<HasKey>().FirstOrDefault() is { } keys)
            return Sorted(IdsAsync(keys, cancellation));
        if (conditions.FirstOrDefault(condition => condition is HasWithin or HasPath) is not { } condition)
            return null;

        // These indexes are in another order than that of ids: whoever reads on would have to read all of it again each time.
        var ids = await IdsAsync(condition, cancellation).Take(MostSorted + 1).ToListAsync(cancellation);
        return ids.Count > MostSorted ? null : Sorted(ids.ToAsyncEnumerable());

        IAsyncEnumerable<long> Union(HasTerm any) => any.Terms.Count > MostMerged
            ? Sorted(IdsAsync(any, cancellation))
            : any.Terms.Distinct()
                .Select(term => things.Terms.IdsAsync(term, firstId, cancellation))
                .Aggregate(AsyncEnumerable.Empty<long>(), SortedIds.Union);

        IAsyncEnumerable<long> Sorted(IAsyncEnumerable<long> unsorted) =>
            unsorted.Where(id => id >= firstId).Distinct().Order();
    }
}
