using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// Brings contacts into callouts. A contact, and a number, takes part in a callout once: whoever comes second is left out.
/// A contact, a callout or a population may be deleted meanwhile: whoever does (<see cref="Contacts.DeleteAsync"/>,
/// <see cref="Callouts.DeleteAsync"/>, <see cref="Populations.DeleteAsync"/>) looks for participations afterwards as this
/// looks for them, so that whichever is later takes the participation away.
/// </summary>
public sealed class Enrolment(
    Contacts contacts,
    Callouts callouts,
    Populations populations,
    ContactUses uses,
    CalloutLedgers ledgers,
    Participations participations,
    OwnedIds ids,
    TimeProvider clock)
{
    /// <summary>Brings in contacts for a population; those who take part already are left alone.</summary>
    public async Task BringInAsync(Population population, IReadOnlyList<Contact> those, CancellationToken cancellation)
    {
        var taken = await Task.WhenAll(those.Select(contact =>
            ledgers.Participations(population.CalloutId).FindIdAsync(Participation.ContactKey(contact.Id), cancellation)));
        var added = await AddAsync(
            population.CalloutId,
            [.. those.Where((_, i) => taken[i] is null).Select(contact => new Participation
            {
                ContactId = contact.Id,
                CalloutPopulationId = population.Id,
                Msisdn = contact.Msisdn,
            })],
            cancellation);
        if (await populations.FindAsync(population.Id, cancellation) is null)
            await TakeOutAsync(added, cancellation);
        else
            await TakeOutOrphansAsync(population.CalloutId, added, cancellation);
    }

    /// <summary>Brings in one contact by hand.</summary>
    public async Task<Outcome<Participation>> EnrolAsync(
        long calloutId, ParticipationWish wish, CancellationToken cancellation)
    {
        if (!wish.Errors.Any && await contacts.FindAsync(wish.ContactId, cancellation) is { } contact)
        {
            var participation = new Participation
            {
                ContactId = contact.Id,
                Msisdn = wish.Msisdn ?? contact.Msisdn,
                CallFlowLogic = wish.Flow,
                Metadata = Document.Write(wish.Metadata?.Metadata ?? []),
            };
            var added = await AddAsync(calloutId, [participation], cancellation);
            if (added.Count == 0)
                return await TakenAsync(calloutId, participation, cancellation);
            switch (await TakeOutOrphansAsync(calloutId, added, cancellation))
            {
                case { IsCalloutGone: true }:
                    return Outcome<Participation>.NotFound;

                case { Orphans: 0 }:
                    return participation;
            }
        }

        return wish.Errors.Any ? wish.Errors : ValidationErrors.Of("contact", ValidationErrors.MustExist);
    }

    /// <summary>Adds participations, each on its own.</summary>
    /// <returns>Those that were added; the others take part already.</returns>
    private async Task<IReadOnlyList<Participation>> AddAsync(
        long calloutId, IReadOnlyList<Participation> wanted, CancellationToken cancellation)
    {
        await uses.AddAsync(calloutId, wanted.Select(participation => participation.ContactId), cancellation);
        var participationIds = await ids.NextAsync(
            LedgerLists.Participations, CalloutLedgers.NameOf(calloutId), wanted.Count, cancellation);
        var added = await Task.WhenAll(wanted.Zip(participationIds, (participation, id) =>
        {
            participation.Id = id;
            return TryAddAsync(calloutId, participation);
        }));
        return [.. wanted.Where((_, i) => added[i])];
    }

    private async Task<bool> TryAddAsync(long calloutId, Participation participation)
    {
        var now = clock.GetUtcNow();
        (participation.CreatedAt, participation.UpdatedAt, participation.FirstDueAt) = (now, now, now);
        var collection = ledgers.Participations(calloutId);
        var change = collection.Insert(new Change(), participation)
            .Insert(CalloutLedgers.Due(collection.PartitionKey, participation.Id, participation.Msisdn, attempt: 1, now));
        CalloutLedgers.CountUncalled(change, +1);
        try
        {
            await collection.Writer.CommitAsync(change);
            return true;
        }
        catch (ChangeRejectedException rejected) when (collection.IsTaken(rejected))
        {
            return false;
        }
    }

    private async Task<ValidationErrors> TakenAsync(
        long calloutId, Participation participation, CancellationToken cancellation) => ValidationErrors.Of(
            await ledgers.Participations(calloutId)
                .FindIdAsync(Participation.ContactKey(participation.ContactId), cancellation) is null
                ? "msisdn"
                : "contact_id",
            ValidationErrors.Taken);

    /// <summary>Takes out those whose contact has gone, or all where the callout has, and says how many that were.</summary>
    private async Task<(bool IsCalloutGone, int Orphans)> TakeOutOrphansAsync(
        long calloutId, IReadOnlyList<Participation> added, CancellationToken cancellation)
    {
        if (await callouts.FindAsync(calloutId, cancellation) is null)
        {
            await TakeOutAsync(added, cancellation);
            return (true, added.Count);
        }

        var there = await contacts.FindAsync(added.Select(participation => participation.ContactId), cancellation);
        var orphans = added.ExceptBy(there.Select(contact => contact.Id), participation => participation.ContactId).ToList();
        await TakeOutAsync(orphans, cancellation);
        return (false, orphans.Count);
    }

    private async Task TakeOutAsync(IReadOnlyList<Participation> those, CancellationToken cancellation)
    {
        foreach (var participation in those)
            await participations.DeleteAsync(participation.Id, cancellation);
    }
}
