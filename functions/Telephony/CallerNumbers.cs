using Switchboard.Storage;

namespace Switchboard.Telephony;

/// <summary>
/// Our numbers and how many calls may be in flight from each, whoever makes them. Who wants to call has shares leased to
/// its ledger first: a share is an upper bound of the calls it has in flight. One query and, where shares change, one
/// transaction serve many calls. Nothing has to be given back: when the lease is over, whoever is short looks into the
/// ledger and takes what is not in flight. So a crash costs at most the time of a lease.
/// </summary>
/// <remarks>One ledger must not ask twice at the same time.</remarks>
public sealed class CallerNumbers(Tables tables, Ledgers ledgers, TelephonyOptions options, TimeProvider clock)
{
    private const int Tries = 20;

    // How many other ledgers are looked into at a time.
    private const int MostToAsk = 20;

    // Long enough to place what was asked for, however slow the storage is.
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);

    // Nobody places anything so shortly before others may take it: writing it takes time, and clocks differ.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <summary>Whether so many calls can ever be in flight at a time.</summary>
    public bool CanCarry(int calls) =>
        options.CallerNumbers.Count == 0 || options.CallerNumbers.Count * options.CallsPerCallerNumber >= calls;

    /// <summary>Leases all the calls that a ledger wants, or none: for calls that are of no use alone.</summary>
    /// <inheritdoc cref="LeaseAsync(string, Tally, int, string?, CancellationToken)"/>
    public async Task<CallerLease> LeaseAllAsync(
        string ledger, int wanted, string? onlyNumber = null, CancellationToken cancellation = default) =>
        await LeaseAsync(ledger, await ledgers.TallyAsync(ledger, cancellation), wanted, wanted, onlyNumber, cancellation);

    /// <summary>
    /// Leases calls to a ledger: as many of those that it wants as its number, or all of ours, have left. What it had
    /// leased before and has not in flight is included, so that whoever wants none gives it back.
    /// </summary>
    /// <param name="ledger">The ledger that the calls will be placed in.</param>
    /// <param name="tally">Its counters, read before: calls that have ended since only make the lease smaller.</param>
    /// <param name="wanted">How many calls it wants to place.</param>
    /// <param name="onlyNumber">The number to call from; null: any of ours.</param>
    /// <param name="cancellation">Stops asking.</param>
    public Task<CallerLease> LeaseAsync(
        string ledger, Tally tally, int wanted, string? onlyNumber, CancellationToken cancellation) =>
        LeaseAsync(ledger, tally, wanted, least: 0, onlyNumber, cancellation);

    private async Task<CallerLease> LeaseAsync(
        string ledger, Tally tally, int wanted, int least, string? onlyNumber, CancellationToken cancellation)
    {
        if (options.CallerNumbers.Count == 0 && onlyNumber is null)
            return new CallerLease([.. Enumerable.Repeat("", wanted)], DateTimeOffset.MaxValue);

        for (var tries = 0; tries < Tries; tries++)
        {
            var now = clock.GetUtcNow();
            var book = await ReadAsync(onlyNumber, cancellation);
            var allotment = Allot(book, ledger, tally, wanted, least, now);
            if (allotment.Values.Sum() < wanted && await ReclaimAsync(book, ledger, now, cancellation))
                allotment = Allot(book, ledger, tally, wanted, least, now);

            var until = Lease(book, ledger, tally, allotment, now);
            var gotten = allotment.Values.Sum();
            book.Line = book.Line.After(ledger, onlyNumber, gotten, wanted - gotten, least, now);
            if (await TryWriteAsync(book, cancellation))
                return new CallerLease([.. allotment.SelectMany(calls => Enumerable.Repeat(calls.Key, calls.Value))], until);
        }

        return new CallerLease([], DateTimeOffset.MinValue);
    }

    private Dictionary<string, int> Allot(
        CallerBook book, string ledger, Tally tally, int wanted, int least, DateTimeOffset now) =>
        new CallerAllotment(options.CallsPerCallerNumber, book.Usable, book.Line.Others(ledger, now))
            .Of(ledger, book.InFlight(tally), wanted, least, book.Line.Since(ledger) ?? now);

    /// <summary>Takes back what holders that may not place calls any more do not have in flight.</summary>
    private async Task<bool> ReclaimAsync(CallerBook book, string ledger, DateTimeOffset now, CancellationToken cancellation)
    {
        var any = false;
        foreach (var (holder, numbers) in book.Expired(ledger, now, MostToAsk))
        {
            var tally = await ledgers.TallyAsync(holder, cancellation);
            foreach (var number in numbers)
            {
                var share = book.ShareOf(holder, number);
                var inFlight = (int)tally.Of(Ledgers.CallerCounterOf(number));
                if (inFlight >= share.Calls)
                    continue;
                book.Change(number, holder, share with { Calls = inFlight });
                any = true;
            }
        }

        return any;
    }

    /// <summary>
    /// Makes the holder's shares what it has in flight and may place. A share that is larger and still good for a while
    /// stays as it is while nobody waits for it: then a turn writes nothing.
    /// </summary>
    private static DateTimeOffset Lease(
        CallerBook book, string ledger, Tally tally, Dictionary<string, int> allotment, DateTimeOffset now)
    {
        var until = now + LeaseTime - Grace;
        foreach (var number in book.Numbers)
        {
            var places = allotment.GetValueOrDefault(number);
            var calls = (int)tally.Of(Ledgers.CallerCounterOf(number)) + places;
            var held = book.ShareOf(ledger, number);
            if (places == 0 && held.Calls == calls)
                continue;
            var isGood = places > 0 && held.Calls >= calls && held.Until - now > LeaseTime / 2;
            if (isGood && (held.Calls == calls || book.Line.Others(ledger, now).Count == 0))
                until = held.Until - Grace < until ? held.Until - Grace : until;
            else
                book.Change(number, ledger, new CallerShare(calls, places > 0 ? now + LeaseTime : now));
        }

        return until;
    }

    private async Task<CallerBook> ReadAsync(string? onlyNumber, CancellationToken cancellation)
    {
        var line = tables.CallerNumbers.GetEntityIfExistsAsync<CallerLine>(
            CallerNumber.Partition, CallerLine.OnlyRow, cancellationToken: cancellation);
        var numbers = RowRange.Filter(CallerNumber.Partition, CallerNumber.Prefix, CallerNumber.Prefix + RowKey.AfterDigits);
        var rows = await tables.CallerNumbers.QueryAsync<CallerNumber>(numbers, cancellationToken: cancellation)
            .ToListAsync(cancellation);
        return new CallerBook(
            onlyNumber is null ? options.CallerNumbers : [onlyNumber],
            rows,
            await line is { HasValue: true } stored ? stored.Value! : CallerLine.Empty);
    }

    private async Task<bool> TryWriteAsync(CallerBook book, CancellationToken cancellation)
    {
        try
        {
            foreach (var rows in book.Changed().Chunk(100))
            {
                await tables.CallerNumbers.SubmitTransactionAsync(
                    rows.Select(row => row.ETag == default
                        ? new TableTransactionAction(TableTransactionActionType.Add, row)
                        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, row.ETag)),
                    cancellation);
            }

            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            // Somebody else leased meanwhile: read again, decide again.
            return false;
        }
    }
}
