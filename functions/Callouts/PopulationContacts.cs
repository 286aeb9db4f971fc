using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>The contacts of a population: whom it would bring in, and whom it has.</summary>
public sealed class PopulationContacts(Contacts contacts, CalloutLedgers ledgers)
{
    private const int AtOnce = 100;

    /// <summary>A page of those whom it would bring in now and whom a query means as well.</summary>
    public Task<ListPage<Contact>> PreviewAsync(
        Population population, Query<Contact> query, CancellationToken cancellation) =>
        contacts.PageAsync(query with { Conditions = [.. population.Filter(), .. query.Conditions] }, cancellation);

    /// <summary>A page of those whom it has brought in and whom a query means as well.</summary>
    /// <exception cref="ListTooLongException">They are too many to be filtered or sorted.</exception>
    public Task<ListPage<Contact>> PageAsync(Population population, Query<Contact> query, CancellationToken cancellation) =>
        PageAsync(population.CalloutId, new HasTerm(Participation.PopulationTerm(population.Id)), query, cancellation);

    /// <summary>A page of those who take part in a callout and whom a query means as well.</summary>
    /// <exception cref="ListTooLongException">They are too many to be filtered or sorted.</exception>
    public Task<ListPage<Contact>> PageAsync(long calloutId, Query<Contact> query, CancellationToken cancellation) =>
        PageAsync(calloutId, null, query, cancellation);

    private async Task<ListPage<Contact>> PageAsync(
        long calloutId, Condition? takingPart, Query<Contact> query, CancellationToken cancellation)
    {
        var participations = ledgers.Participations(calloutId);
        var all = new Query<Participation>(takingPart is null ? [] : [takingPart], [], query.Skip, query.Count);
        if (query.Conditions.Count == 0 && query.Sort.Count == 0)
        {
            var page = await participations.PageAsync(all, cancellation);
            var shown = page.Items.Count == page.Total || page.Total > ListTooLongException.Longest
                ? page.Items
                : await InIdOrderAsync(participations, all, cancellation);
            return new ListPage<Contact>(await FindAsync(shown, cancellation), page.Total);
        }

        // The narrower of the two lists is read, and held against the other.
        var those = (await participations.PageAsync(all with { Skip = 0, Count = 1 }, cancellation)).Total;
        var meant = await MeantAsync(query, those, cancellation) is { } few
            ? await TakingPartAsync(participations, takingPart, few, cancellation)
            : await FilterAsync(participations, all, query, those, cancellation);
        return query.PageOf(meant);
    }

    /// <summary>
    /// The participations of a page of contacts. They lie in the order in which they were brought in, which is that of the
    /// contacts unless some came later: of many thousands nobody looks for those.
    /// </summary>
    private static async Task<IReadOnlyList<Participation>> InIdOrderAsync(
        Collection<Participation> participations, Query<Participation> page, CancellationToken cancellation) =>
        await participations.ReadAsync(page.Conditions, 0, cancellation)
            .OrderBy(participation => participation.ContactId)
            .Skip((int)Math.Min(page.Skip, int.MaxValue))
            .Take(page.Count)
            .ToListAsync(cancellation);

    /// <summary>The contacts that a query means, unless they are more than <paramref name="most"/>.</summary>
    private async Task<List<Contact>?> MeantAsync(Query<Contact> query, long most, CancellationToken cancellation)
    {
        if (query.Conditions.Count == 0)
            return null;
        var first = (int)Math.Min(most, ListTooLongException.Longest);
        var page = await contacts.PageAsync(query with { Sort = [], Skip = 0, Count = first }, cancellation);
        return page.Total <= first ? [.. page.Items] : null;
    }

    private static async Task<List<Contact>> TakingPartAsync(
        Collection<Participation> participations, Condition? condition, List<Contact> meant, CancellationToken cancellation)
    {
        var those = new List<Contact>();
        foreach (var chunk in meant.Chunk(AtOnce))
        {
            var found = await Task.WhenAll(chunk.Select(async contact =>
                await participations.FindIdAsync(Participation.ContactKey(contact.Id), cancellation) is { } id
                && await participations.FindAsync(id, cancellation) is { } participation
                && Condition.AllHold(condition is null ? [] : [condition], participation)));
            those.AddRange(chunk.Where((_, i) => found[i]));
        }

        return those;
    }

    private async Task<List<Contact>> FilterAsync(
        Collection<Participation> participations,
        Query<Participation> all,
        Query<Contact> query,
        long count,
        CancellationToken cancellation)
    {
        if (count > ListTooLongException.Longest)
            throw new ListTooLongException();
        var those = await participations.ReadAsync(all.Conditions, 0, cancellation).ToListAsync(cancellation);
        var meant = new List<Contact>();
        foreach (var chunk in those.Chunk(AtOnce))
        {
            meant.AddRange((await FindAsync(chunk, cancellation))
                .Where(contact => Condition.AllHold(query.Conditions, contact)));
        }

        return meant;
    }

    private Task<IReadOnlyList<Contact>> FindAsync(
        IEnumerable<Participation> participations, CancellationToken cancellation) =>
        contacts.FindAsync(participations.Select(participation => participation.ContactId).Order(), cancellation);
}
