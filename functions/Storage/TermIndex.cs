namespace Switchboard.Storage;

/// <summary>
/// Which things of a collection have which terms (<see cref="Term"/>):
/// <code>
/// t:{term}:{part}   which ids have the term, of 20,000 that lie together
/// </code>
/// Who has a term is counted like all else: a row is a tally that changes with the group of things that is written. One
/// that half of all have costs a row a group, and one that nobody else has a row, as it must.
/// </summary>
internal sealed class TermIndex(TableClient table, string partitionKey, string prefix)
{
    // At its longest a row has 3,500 characters: if 400 or more are far from each other.
    private const int Together = 20_000;

    /// <summary>Counts a thing that has a term now, or (−1) has it no more.</summary>
    public void Count(Change change, Term term, long id, long by) =>
        change.Count(KeyPrefix(term) + RowKey.Number(id / Together), Blocks.Counters, id % Together, by);

    /// <summary>The ids of the things that have a term, ascending, from one on.</summary>
    public IAsyncEnumerable<long> IdsAsync(Term term, long firstId, CancellationToken cancellation) =>
        IdsAsync(KeyPrefix(term) + RowKey.Number(firstId / Together), KeyPrefix(term) + RowKey.AfterDigits, cancellation)
            .Where(id => id >= firstId);

    /// <summary>The ids of the things that have a term of a path with a code of a range, some perhaps twice.</summary>
    public IAsyncEnumerable<long> IdsAsync(string path, string fromCode, string toCode, CancellationToken cancellation)
    {
        var keys = $"{prefix}t:{Term.PathKey(path)}";
        return IdsAsync(keys + fromCode, keys + toCode, cancellation);
    }

    /// <summary>Who has a term, by ascending ids.</summary>
    public IAsyncEnumerable<Posting> PostingsAsync(Term term, CancellationToken cancellation) =>
        PostingsAsync(KeyPrefix(term), KeyPrefix(term) + RowKey.AfterDigits, cancellation);

    private IAsyncEnumerable<long> IdsAsync(string from, string to, CancellationToken cancellation) =>
        PostingsAsync(from, to, cancellation).SelectMany(posting => posting.Ids);

    private IAsyncEnumerable<Posting> PostingsAsync(string from, string to, CancellationToken cancellation) =>
        table.QueryAsync<Tally>(RowRange.Filter(partitionKey, from, to), 1_000, cancellationToken: cancellation)
            .Select(tally => new Posting(
                RowKey.TrailingNumber(tally.RowKey) * Together, tally.Numbered(Blocks.Counters)));

    private string KeyPrefix(Term term) => $"{prefix}t:{term.Key}:";
}
