using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>The participations of all callouts, and their calls, by id.</summary>
public sealed class Participations(CalloutLedgers ledgers, OwnedIds ids, TimeProvider clock)
{
    /// <summary>The participation with this id, or null.</summary>
    public async Task<Participation?> FindAsync(long id, CancellationToken cancellation) =>
        await CollectionOfAsync(id, cancellation) is { } participations
            ? await participations.FindAsync(id, cancellation)
            : null;

    /// <summary>The phone call with this id, or null.</summary>
    public async Task<PhoneCall?> FindCallAsync(long id, CancellationToken cancellation) =>
        await CallsOfAsync(id, cancellation) is { } calls ? await calls.FindAsync(id, cancellation) : null;

    /// <summary>Updates the metadata of a phone call.</summary>
    public async Task<Outcome<PhoneCall>> UpdateCallAsync(
        long id, MetadataChange? metadata, ValidationErrors errors, CancellationToken cancellation) =>
        await MetadataChange.UpdateAsync(
            await CallsOfAsync(id, cancellation),
            id,
            (metadata, errors),
            call => call.Metadata,
            (call, updated) => call with { Metadata = updated, UpdatedAt = clock.GetUtcNow() },
            cancellation);

    /// <summary>The participations whose calls these are.</summary>
    public async Task<IReadOnlyDictionary<long, Participation>> OfAsync(
        IEnumerable<PhoneCall> calls, CancellationToken cancellation)
    {
        var those = await Task.WhenAll(calls.Select(call => (call.PartitionKey, call.Subject)).Distinct().Select(one =>
            ledgers.Participations(CalloutLedgers.CalloutIdOf(one.PartitionKey)).FindAsync(one.Subject, cancellation)));
        return those.OfType<Participation>().ToDictionary(participation => participation.Id);
    }

    /// <summary>Updates a participation.</summary>
    public async Task<Outcome<Participation>> UpdateAsync(
        long id, ParticipationWish wish, CancellationToken cancellation)
    {
        if (await CollectionOfAsync(id, cancellation) is not { } participations)
            return Outcome<Participation>.NotFound;
        try
        {
            return await participations.UpdateAsync(id, before => wish.Change(before, clock.GetUtcNow()), cancellation);
        }
        catch (ChangeRejectedException rejected) when (participations.IsTaken(rejected))
        {
            return ValidationErrors.Of("msisdn", ValidationErrors.Taken);
        }
    }

    /// <summary>
    /// Deletes a participation that was never called. Its turn goes with it: of a dialler that is about to call it and
    /// whoever deletes it, one comes second and finds it done.
    /// </summary>
    public async Task<Outcome<Participation>> DeleteAsync(long id, CancellationToken cancellation)
    {
        if (await CollectionOfAsync(id, cancellation) is not { } participations)
            return Outcome<Participation>.NotFound;

        while (await participations.FindAsync(id, cancellation) is { } participation)
        {
            if (participation.PhoneCallsCount > 0)
            {
                return ValidationErrors.Of(
                    ValidationErrors.Base, "Cannot delete record because dependent phone calls exist");
            }

            var change = participations.Delete(new Change(), participation);
            CalloutLedgers.CountUncalled(change, -1);
            if (await ledgers.FindFirstDueAsync(participation, cancellation) is { } due)
                change.Delete(due);
            try
            {
                await participations.Writer.CommitAsync(change);
                return participation;
            }
            catch (ChangeRejectedException rejected) when (rejected.IsStale)
            {
                // It was called, put off or changed meanwhile.
            }
        }

        return Outcome<Participation>.NotFound;
    }

    private async Task<Collection<Participation>?> CollectionOfAsync(long id, CancellationToken cancellation) =>
        await ids.OwnerOfAsync(LedgerLists.Participations, id, cancellation) is { } ledger
            ? ledgers.Participations(CalloutLedgers.CalloutIdOf(ledger))
            : null;

    private async Task<Collection<PhoneCall>?> CallsOfAsync(long id, CancellationToken cancellation) =>
        await ids.OwnerOfAsync(LedgerLists.PhoneCalls, id, cancellation) is { } ledger
            ? ledgers.Calls(CalloutLedgers.CalloutIdOf(ledger))
            : null;
}
