using Switchboard.Storage;

namespace Switchboard.Telephony;

/// <summary>
/// Ledgers hold what must change together when something happens to a call: the calls of one owner's job, what the
/// owner keeps about them, and the counters of both. One ledger is one partition of the table <c>ledgers</c>:
/// <code>
/// call.{id}                a phone call (and the counts of a collection, call.n…)
/// news.{id}                something that the carrier said about a call (and the counts of a collection)
/// open.{sweep at}.{id}     a call that is not over, or was cancelled and not hung up on yet; the sweep reads those whose
///                          moment has passed
/// tally                    how many calls are in which state, how many are in flight from which of our numbers, and
///                          whatever the owner counts
/// </code>
/// </summary>
public sealed class Ledgers(Tables tables, PartitionWriters writers)
{
    /// <summary>The row key of a ledger's counters.</summary>
    public const string TallyKey = "tally";

    private const string OpenPrefix = "open.";
    private const string CallerPrefix = "from.";

    /// <summary>The table of all ledgers.</summary>
    public TableClient Table => tables.Ledgers;

    /// <summary>The name of a counter of calls.</summary>
    public static string CounterOf(CallStatus status) => $"calls.{status}";

    /// <summary>The name of the counter of calls in flight from one of our numbers.</summary>
    public static string CallerCounterOf(string number) => CallerPrefix + number;

    /// <summary>How many calls are in flight; one that was cancelled is until the carrier has hung up.</summary>
    public static long InFlight(Tally tally) => tally.Values
        .Where(counter => counter.Key.StartsWith(CallerPrefix, StringComparison.Ordinal))
        .Sum(counter => counter.Value);

    /// <summary>The row key under which the sweep finds a call.</summary>
    public static string OpenKey(PhoneCall call) => OpenKey(call.SweepAt, call.Id);

    /// <summary>The writer of a ledger.</summary>
    public PartitionWriter Writer(string ledger) => writers.For(tables.Ledgers, ledger);

    /// <summary>The calls of a ledger.</summary>
    public Collection<PhoneCall> Calls(string ledger) => new(writers, tables.Ledgers, ledger, "call.", changesCount: false);

    /// <summary>What the carrier said about the calls of a ledger.</summary>
    public Collection<CallNews> News(string ledger) => new(writers, tables.Ledgers, ledger, "news.", changesCount: false);

    /// <summary>The counters of a ledger.</summary>
    public async Task<Tally> TallyAsync(string ledger, CancellationToken cancellation = default)
    {
        var stored = await tables.Ledgers.GetEntityIfExistsAsync<Tally>(ledger, TallyKey, cancellationToken: cancellation);
        return stored.HasValue ? stored.Value! : new Tally();
    }

    /// <summary>The ids of the calls that the sweep must look after by now.</summary>
    public IAsyncEnumerable<long> OverdueAsync(string ledger, DateTimeOffset now) =>
        OpenAsync(ledger, OpenKey(now, long.MaxValue));

    /// <summary>The ids of the calls that are not over, or were cancelled and not hung up on yet.</summary>
    public IAsyncEnumerable<long> OpenAsync(string ledger) => OpenAsync(ledger, OpenPrefix + RowKey.AfterDigits);

    private async IAsyncEnumerable<long> OpenAsync(string ledger, string before)
    {
        var filter = RowRange.Filter(ledger, OpenPrefix, before);
        await foreach (var row in tables.Ledgers.QueryAsync<TableEntity>(filter, select: ["RowKey"]))
            yield return RowKey.TrailingNumber(row.RowKey);
    }

    private static string OpenKey(DateTimeOffset at, long id) => $"{OpenPrefix}{RowKey.Moment(at)}.{RowKey.Number(id)}";
}
