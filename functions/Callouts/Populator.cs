using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// Brings the contacts that a population means into its callout, some at a time and by ascending id. Doing it again is
/// harmless: a contact takes part in a callout once.
/// </summary>
public sealed class Populator(
    Populations populations,
    Contacts contacts,
    ContactUses uses,
    CalloutLedgers ledgers,
    OwnedIds ids,
    TimeProvider clock)
{
    private const int ContactsPerStep = 500;

    /// <summary>Takes one step.</summary>
    /// <returns>Where the next step starts; null when everybody is in, or the population is gone.</returns>
    public async Task<long?> StepAsync(long populationId, long firstContactId, CancellationToken cancellation)
    {
        if (await populations.FindAsync(populationId, cancellation) is not { } population)
            return null;
        if (population.Status == PopulationStatus.Queued)
            await populations.ReachAsync(populationId, PopulationStatus.Populating, cancellation);

        var filter = population.Filter();
        var step = await contacts.ReadAsync(filter, firstContactId, cancellation)
            .Take(ContactsPerStep)
            .ToListAsync(cancellation);
        await BringInAsync(population, step, cancellation);
        if (step.Count == ContactsPerStep)
            return step[^1].Id + 1;

        await populations.ReachAsync(populationId, PopulationStatus.Populated, cancellation);
        return null;
    }

    private async Task BringInAsync(Population population, List<Contact> step, CancellationToken cancellation)
    {
        var participations = ledgers.Participations(population.CalloutId);
        var taken = await Task.WhenAll(step.Select(contact =>
            participations.FindIdAsync(Participation.ContactKey(contact.Id), cancellation)));
        var missing = step.Where((_, i) => taken[i] is null).ToList();

        await uses.AddAsync(population.CalloutId, missing.Select(contact => contact.Id), cancellation);
        var participationIds = await ids.NextAsync(
            LedgerLists.Participations, participations.PartitionKey, missing.Count, cancellation);
        await Task.WhenAll(missing.Zip(participationIds, (contact, id) => BringInAsync(population, contact, id)));
    }

    private async Task BringInAsync(Population population, Contact contact, long participationId)
    {
        var now = clock.GetUtcNow();
        var participation = new Participation
        {
            Id = participationId,
            ContactId = contact.Id,
            CalloutPopulationId = population.Id,
            Msisdn = contact.Msisdn,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var participations = ledgers.Participations(population.CalloutId);
        var change = participations.Insert(new Change(), participation)
            .Insert(CalloutLedgers.Due(participations.PartitionKey, participationId, contact.Msisdn, attempt: 1, now))
            .Count(Ledgers.TallyKey, CalloutLedgers.ParticipationsCounter, +1)
            .Count(Ledgers.TallyKey, CalloutLedgers.RemainingCounter, +1)
            .Count(Ledgers.TallyKey, CalloutLedgers.PopulationCounter(population.Id), +1);
        try
        {
            await participations.Writer.CommitAsync(change);
        }
        catch (ChangeRejectedException rejected) when (participations.IsTaken(rejected))
        {
            // Takes part already: brought in by an earlier try or by another population.
        }
    }
}
