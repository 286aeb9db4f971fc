using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>The contacts of a population: whom it would bring in, and whom it has.</summary>
public sealed class PopulationContacts(Contacts contacts, CalloutLedgers ledgers)
{
    /// <summary>A page of those whom it would bring in now and whom a filter means as well, by ascending id.</summary>
    public Task<ListPage<Contact>> PreviewAsync(
        Population population, ContactFilter filter, long skip, int count, CancellationToken cancellation) =>
        contacts.PageAsync(
            ContactFilter.FromPopulation(population.FilterDocument()).And(filter), skip, count, cancellation);

    /// <summary>
    /// A page of those whom it has brought in and whom a filter means as well, by ascending id of their participation.
    /// </summary>
    public async Task<ListPage<Contact>> PageAsync(
        Population population, ContactFilter filter, long skip, int count, CancellationToken cancellation)
    {
        var participations = ledgers.Participations(population.CalloutId);
        string[] terms = [Participation.PopulationTerm(population.Id)];
        if (filter.MeansEverybody)
        {
            var page = await participations.PageAsync(terms, skip, count, cancellation);
            return new ListPage<Contact>(await FindAsync(page.Items, cancellation), page.Total);
        }

        var total = 0L;
        var matches = new List<Contact>(count);
        await foreach (var chunk in participations.IdsAsync(terms, cancellation: cancellation).Chunk(100).WithCancellation(cancellation))
        {
            foreach (var contact in await FindAsync(await participations.FindAsync(chunk, cancellation), cancellation))
            {
                if (filter.Matches(contact) && total++ >= skip && matches.Count < count)
                    matches.Add(contact);
            }
        }

        return new ListPage<Contact>(matches, total);
    }

    private Task<IReadOnlyList<Contact>> FindAsync(
        IEnumerable<Participation> participations, CancellationToken cancellation) =>
        contacts.FindAsync(participations.Select(participation => participation.ContactId), cancellation);
}
