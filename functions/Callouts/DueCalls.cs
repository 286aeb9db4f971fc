using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// The calls that callouts shall make: finds those whose moment has come, puts off those whose window is closed, and
/// turns the others into calls.
/// </summary>
public sealed class DueCalls(CalloutLedgers ledgers, CallLog calls, Dialling dialling, OwnedIds ids, TimeProvider clock)
{
    // A turn in which everybody's window is closed puts off so many times so many.
    private const int Rounds = 10;
    private const int CallsPerRound = 200;

    // Windows that are never open are looked at again: settings change.
    private static readonly TimeSpan NeverOpen = TimeSpan.FromDays(1);

    /// <summary>The next calls whose moment has come, at most <paramref name="count"/>, the earliest first.</summary>
    public async Task<(IReadOnlyList<DueCall> Calls, DateTimeOffset? Next)> NextAsync(
        string ledger, CallingWindow? window, int count, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var ofNumber = window is { IsOfNumber: true } ? window : null;
        var pageSize = Math.Max(count, ofNumber is null ? 1 : CallsPerRound);
        for (var round = 0; round < Rounds; round++)
        {
            var next = await ledgers.NextDueAsync(ledger, pageSize, cancellation);
            var due = next.Where(call => call.DueAt <= now).ToLookup(call => ofNumber is null || IsOpen(ofNumber, call, now));
            await Task.WhenAll(due[false].Select(call => PutOffAsync(call, ofNumber!, now)));
            if (due[true].Any() || !due[false].Any())
                return ([.. due[true].Take(count)], next.Count == 0 ? null : next[0].DueAt);
        }

        return ([], now);
    }

    /// <summary>Makes calls, as far as nobody else makes them already.</summary>
    internal async Task CallAsync(
        IReadOnlyList<DueCall> due,
        CallerLease lease,
        CalloutSettings settings,
        DiallingPermit permit,
        CancellationToken cancellation)
    {
        if (due.Count == 0)
            return;
        var callIds = await ids.NextAsync(LedgerLists.PhoneCalls, due[0].PartitionKey, due.Count, cancellation);
        await Task.WhenAll(due.Select((call, i) => CallAsync(
            call,
            new PhoneCall
            {
                PartitionKey = call.PartitionKey,
                Id = callIds[i],
                Subject = call.ParticipationId,
                Attempt = call.Attempt,
                Msisdn = call.Msisdn,
                From = lease.Numbers[i],
                Flow = settings.Flow,
                Prompt = settings.Prompt,
                MaxDigits = settings.MaxDigits,
                Thanks = settings.Thanks,
                RepeatabilityRequestId = Guid.CreateVersion7(clock.GetUtcNow()),
            },
            settings.Retry,
            lease,
            permit,
            cancellation)));
    }

    private async Task CallAsync(
        DueCall due,
        PhoneCall call,
        RetryRule retry,
        CallerLease lease,
        DiallingPermit permit,
        CancellationToken cancellation)
    {
        if (!await permit.AllowsAsync(due.Msisdn, cancellation))
            return;
        var participations = ledgers.Participations(CalloutLedgers.CalloutIdOf(due.PartitionKey));
        if (await participations.FindAsync(due.ParticipationId, cancellation) is not { } participation)
            return;
        if (due.Attempt > 1 && !(due.Attempt == participation.PhoneCallsCount + 1 && participation.IsCalledAgain(retry)))
        {
            // It was planned when somebody else was to be called again.
            await TryAsync(() => ledgers.Writer(due.PartitionKey).CommitAsync(new Change().Delete(due)));
            return;
        }

        if (participation.Msisdn != due.Msisdn)
        {
            await CorrectAsync(due, participation.Msisdn);
            return;
        }

        call.Flow = CallFlow.Find(participation.CallFlowLogic ?? "") ?? call.Flow;
        // What was claimed and may not be dialled any more, because that took so long, is left to the sweep.
        if (clock.GetUtcNow() < lease.Until
            && await ClaimAsync(due, participations, participation, call)
            && await permit.AllowsAsync(due.Msisdn, cancellation))
        {
            await dialling.DialAsync(call, cancellation);
        }
    }

    /// <summary>
    /// Turns a due call into a call. Whoever does so may dial; whoever comes second finds it done. Whose participation has
    /// changed since it was read has the next turn.
    /// </summary>
    private Task<bool> ClaimAsync(
        DueCall due, Collection<Participation> participations, Participation participation, PhoneCall call) =>
        TryAsync(() => calls.PlaceAsync(
            participations.Replace(new Change(), participation, participation.Called(call, clock.GetUtcNow()))
                .Delete(due)
                .Count(Ledgers.TallyKey, CalloutLedgers.LastResultCounter(participation.LastResult), -1),
            due.PartitionKey,
            call));

    /// <summary>Notes another number in the plan: it may be where nobody is called now. The next turn sees.</summary>
    private Task CorrectAsync(DueCall due, string msisdn) => TryAsync(() =>
        ledgers.Writer(due.PartitionKey).CommitAsync(new Change().Replace(due with { Msisdn = msisdn })));

    private Task PutOffAsync(DueCall due, CallingWindow window, DateTimeOffset now)
    {
        var later = CalloutLedgers.Due(
            due.PartitionKey,
            due.ParticipationId,
            due.Msisdn,
            due.Attempt,
            window.NextOpen(due.Msisdn, now) ?? now + NeverOpen);
        var change = new Change().Delete(due).Insert(later);
        if (due.Attempt == 1)
            change.Merge(CalloutLedgers.FirstDuePart(later));
        return TryAsync(() => ledgers.Writer(due.PartitionKey).CommitAsync(change));
    }

    private static bool IsOpen(CallingWindow window, DueCall call, DateTimeOffset now) =>
        window.NextOpen(call.Msisdn, now) == now;

    private static async Task<bool> TryAsync(Func<Task> commit)
    {
        try
        {
            await commit();
            return true;
        }
        catch (ChangeRejectedException rejected) when (rejected.IsStale)
        {
            return false;
        }
    }
}
