namespace Switchboard.Storage;

/// <summary>
/// A list of all that have one term, in the order of ids. Whatever comes before the page or after it is only counted,
/// thousands at a time, however many have the term.
/// </summary>
internal sealed class TermPage<T>(IReadOnlyList<Collection<T>> parts, Term term, CancellationToken cancellation)
    where T : class, ICollected, new()
{
    private const int AtOnce = 100;

    /// <summary>The page, and how many there are on all pages.</summary>
    public async Task<ListPage<T>> ReadAsync(long skip, int count, bool descending)
    {
        var postings = await PostingsAsync();
        var total = postings.Sum(posting => posting.Ids.Count);
        var page = new List<(long Id, Collection<T> Part)>();
        var inOrder = postings.GroupBy(posting => posting.Ids.First).OrderBy(ids => descending ? -ids.Key : ids.Key);
        foreach (var together in inOrder)
        {
            // Collections that share their ids may share those that lie close together.
            var things = together.Sum(posting => posting.Ids.Count);
            if (skip >= things)
            {
                skip -= things;
                continue;
            }

            page.AddRange(together
                .SelectMany(posting => posting.Ids.Ids, (posting, id) => (id, posting.Part))
                .OrderBy(one => descending ? -one.id : one.id)
                .Skip((int)skip)
                .Take(count - page.Count));
            skip = 0;
            if (page.Count == count)
                break;
        }

        var read = await Task.WhenAll(page.Select(one => one.Part.FindAsync(one.Id, cancellation)));
        return new ListPage<T>([.. read.OfType<T>()], total);
    }

    private async Task<List<(Posting Ids, Collection<T> Part)>> PostingsAsync()
    {
        var postings = new List<(Posting, Collection<T>)>();
        foreach (var chunk in parts.Chunk(AtOnce))
        {
            var read = await Task.WhenAll(chunk.Select(async part =>
                await part.Terms.PostingsAsync(term, cancellation).Select(ids => (ids, part)).ToListAsync(cancellation)));
            postings.AddRange(read.SelectMany(part => part));
        }

        return postings;
    }
}
