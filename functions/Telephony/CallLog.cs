using Switchboard.Storage;

namespace Switchboard.Telephony;

/// <summary>Records calls and what happens to them, each with its owner's rows and the counters, all or nothing.</summary>
public sealed class CallLog(Ledgers ledgers, OwnedIds ids, IEnumerable<ICallOwner> owners, TimeProvider clock)
{
    /// <summary>
    /// How long a call may be silent before the sweep looks after it: longer than the 115 s that a call to the
    /// telephone network may take to be established.
    /// </summary>
    public static readonly TimeSpan SweepAfter = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Records a new call together with the rest of a change of its ledger. Afterwards its request to dial may be made;
    /// the sweep makes it if the process dies before.
    /// </summary>
    /// <exception cref="ChangeRejectedException">Something stood in the way of the change; nothing was written.</exception>
    public Task PlaceAsync(Change change, string ledger, PhoneCall call)
    {
        var now = clock.GetUtcNow();
        call.Status = CallStatus.Scheduling;
        (call.CreatedAt, call.UpdatedAt, call.SweepAt) = (now, now, now + SweepAfter);
        ledgers.Calls(ledger).Insert(change, call)
            .Insert(new TableEntity(ledger, Ledgers.OpenKey(call)))
            .Count(Ledgers.TallyKey, Ledgers.CounterOf(call.Status), +1)
            .Count(Ledgers.TallyKey, Ledgers.CallerCounterOf(call.From), +1);
        return ledgers.Writer(ledger).CommitAsync(change);
    }

    /// <summary>A call as it is now, or null.</summary>
    public Task<PhoneCall?> FindAsync(CallReference reference, CancellationToken cancellation) =>
        ledgers.Calls(reference.Ledger).FindAsync(reference.Id, cancellation);

    /// <summary>Records what happened to a call.</summary>
    /// <returns>The call in its new state, or null where what happened changes nothing: then nothing is written.</returns>
    public async Task<PhoneCall?> RecordAsync(
        CallReference reference, CallOccurrence occurrence, CancellationToken cancellation = default) =>
        await FindAsync(reference, cancellation) is { } call
            ? await RecordAsync(call, occurrence, cancellation)
            : null;

    /// <inheritdoc cref="RecordAsync(CallReference, CallOccurrence, CancellationToken)"/>
    public async Task<PhoneCall?> RecordAsync(
        PhoneCall call, CallOccurrence occurrence, CancellationToken cancellation = default)
    {
        var before = call;
        while (CallTransitions.Next(before.Status, occurrence.Event) is { } status)
        {
            var after = before.After(occurrence, status, clock.GetUtcNow());
            if (after with { UpdatedAt = before.UpdatedAt } == before)
                return null;
            var news = await NewsOfAsync(after, occurrence, cancellation);
            if (news is not null)
                after = after with { NewsCount = after.NewsCount + 1 };
            try
            {
                await CommitAsync(before, after, news, cancellation);
                return after;
            }
            catch (ChangeRejectedException rejected) when (rejected.IsStale)
            {
                if (await ledgers.Calls(call.PartitionKey).FindAsync(call.Id, cancellation) is not { } current)
                    return null;
                before = current;
            }
        }

        return null;
    }

    /// <summary>
    /// Takes a cancelled call off the calls that are not over, now that the carrier has hung up, or never had it.
    /// </summary>
    public async Task CloseCancelledAsync(PhoneCall call)
    {
        try
        {
            await ledgers.Writer(call.PartitionKey).CommitAsync(Close(new Change(), call));
        }
        catch (ChangeRejectedException rejected) when (rejected.IsStale)
        {
            // Somebody else did.
        }
    }

    /// <summary>Has the sweep look after a call once more, later.</summary>
    public async Task PostponeSweepAsync(PhoneCall call, CancellationToken cancellation = default)
    {
        var calls = ledgers.Calls(call.PartitionKey);
        var after = call with { SweepAt = clock.GetUtcNow() + SweepAfter };
        var change = calls.Replace(new Change(), call, after)
            .Delete(call.PartitionKey, Ledgers.OpenKey(call))
            .Insert(new TableEntity(call.PartitionKey, Ledgers.OpenKey(after)));
        try
        {
            await calls.Writer.CommitAsync(change);
        }
        catch (ChangeRejectedException rejected) when (rejected.IsStale)
        {
            // Something happened to the call meanwhile; if it is still open, the next sweep finds it again.
        }
    }

    private async Task<CallNews?> NewsOfAsync(PhoneCall after, CallOccurrence occurrence, CancellationToken cancellation)
    {
        if (!CallNews.IsNews(after, occurrence.Event))
            return null;
        var id = await ids.NextAsync(CallNews.IdsOf(after.Reference.Owner), after.PartitionKey, 1, cancellation);
        return CallNews.Of(after, occurrence, id[0]);
    }

    private async Task CommitAsync(PhoneCall before, PhoneCall after, CallNews? news, CancellationToken cancellation)
    {
        var ledger = before.PartitionKey;
        var change = ledgers.Calls(ledger).Replace(new Change(), before, after)
            .Count(Ledgers.TallyKey, Ledgers.CounterOf(before.Status), -1)
            .Count(Ledgers.TallyKey, Ledgers.CounterOf(after.Status), +1);
        // What is cancelled is over for the books, but may ring until the carrier hangs up.
        if (after.IsOver && !before.IsOver && after.Status != CallStatus.Canceled)
            Close(change, before);
        if (news is not null)
            ledgers.News(ledger).Insert(change, news);
        await OwnerOf(before).RecordAsync(change, before, after, cancellation);
        await ledgers.Writer(ledger).CommitAsync(change);
    }

    private static Change Close(Change change, PhoneCall call) => change
        .Delete(call.PartitionKey, Ledgers.OpenKey(call))
        .Count(Ledgers.TallyKey, Ledgers.CallerCounterOf(call.From), -1);

    private ICallOwner OwnerOf(PhoneCall call) => owners.Single(owner => owner.Name == call.Reference.Owner);
}
