using System.Globalization;
using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// What a callout keeps in its ledger <c>callouts-{id}</c>, besides the calls:
/// <code>
/// participation.{id}       a participation (and the rows of its collection)
/// due.{moment}.{id}        a participation that shall be called at that moment or as soon as there is room
/// pace                     the calls of the last minute, if there is a limit
/// </code>
/// and in the tally, how many participations there are, how many of them were not called, whose last call ended how, and
/// how many each population brought in.
/// </summary>
public sealed class CalloutLedgers(Tables tables, PartitionWriters writers, Ledgers ledgers)
{
    /// <summary>How the names of callouts' ledgers begin.</summary>
    public const string Owner = "callouts";

    /// <summary>The counter of participations.</summary>
    public const string ParticipationsCounter = "participations";

    /// <summary>The counter of participations without a call.</summary>
    public const string UncalledCounter = "uncalled";

    private const string DuePrefix = "due.";
    private const string ParticipationPrefix = "participation.";

    /// <summary>The ledger of a callout.</summary>
    public static string NameOf(long calloutId) => string.Create(CultureInfo.InvariantCulture, $"{Owner}-{calloutId}");

    /// <summary>The callout that a ledger is of.</summary>
    public static long CalloutIdOf(string ledger) =>
        long.Parse(ledger.AsSpan(Owner.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The counter of the participations whose last call ended so, but completed; null: they have none.</summary>
    public static string LastResultCounter(string? result) => result is null ? UncalledCounter : $"last.{result}";

    /// <summary>The participations of a callout.</summary>
    public Collection<Participation> Participations(long calloutId) =>
        new(writers, tables.Ledgers, NameOf(calloutId), ParticipationPrefix, changesCount: false);

    /// <summary>The calls of a callout.</summary>
    public Collection<PhoneCall> Calls(long calloutId) => ledgers.Calls(NameOf(calloutId));

    /// <summary>What the carrier said about the calls of a callout.</summary>
    public Collection<CallNews> News(long calloutId) => ledgers.News(NameOf(calloutId));

    /// <summary>The counters of a callout.</summary>
    public Task<Tally> TallyAsync(long calloutId, CancellationToken cancellation) =>
        TallyAsync(NameOf(calloutId), cancellation);

    /// <summary>The counters of a callout's ledger.</summary>
    public Task<Tally> TallyAsync(string ledger, CancellationToken cancellation) => ledgers.TallyAsync(ledger, cancellation);

    /// <summary>The writer of a callout's ledger.</summary>
    public PartitionWriter Writer(string ledger) => ledgers.Writer(ledger);

    /// <summary>The calls that a callout began in the last minute.</summary>
    public async Task<PaceRow> PaceAsync(string ledger, CancellationToken cancellation)
    {
        var stored = await tables.Ledgers.GetEntityIfExistsAsync<PaceRow>(
            ledger, PaceRow.OnlyRow, cancellationToken: cancellation);
        return stored.HasValue ? stored.Value! : new PaceRow { PartitionKey = ledger, RowKey = PaceRow.OnlyRow };
    }

    /// <summary>A row that has a participation called.</summary>
    public static DueCall Due(string ledger, long participationId, string msisdn, int attempt, DateTimeOffset at) => new()
    {
        PartitionKey = ledger,
        RowKey = DueKey(at, participationId),
        ParticipationId = participationId,
        Msisdn = msisdn,
        Attempt = attempt,
        DueAt = at,
    };

    /// <summary>Counts a participation that was not called yet, or (−1) one that goes away.</summary>
    public static void CountUncalled(Change change, long by)
    {
        change.Count(Ledgers.TallyKey, ParticipationsCounter, by).Count(Ledgers.TallyKey, UncalledCounter, by);
    }

    /// <summary>The property of a participation that changes when its first call is put off.</summary>
    public static TableEntity FirstDuePart(DueCall due) => new(due.PartitionKey, ParticipationKey(due.ParticipationId))
    {
        [nameof(Participation.FirstDueAt)] = due.DueAt,
    };

    /// <summary>The properties of a participation that change when one of its calls ends.</summary>
    public static TableEntity EndedPart(PhoneCall call, DateTimeOffset now)
    {
        var part = new TableEntity(call.PartitionKey, ParticipationKey(call.Subject))
        {
            [nameof(Participation.IsBeingCalled)] = false,
            [nameof(Participation.LastResult)] = call.Status.ToString(),
            [nameof(Participation.LastEndedAt)] = call.EndedAt ?? now,
            [nameof(Participation.UpdatedAt)] = now,
        };
        if (call.AnsweredAt is { } answeredAt)
            part[nameof(Participation.AnsweredAt)] = answeredAt;
        return part;
    }

    /// <summary>The row that has a participation called for the first time, or null.</summary>
    public async Task<DueCall?> FindFirstDueAsync(Participation participation, CancellationToken cancellation)
    {
        var stored = await tables.Ledgers.GetEntityIfExistsAsync<DueCall>(
            participation.PartitionKey,
            DueKey(participation.FirstDueAt, participation.Id),
            cancellationToken: cancellation);
        return stored.HasValue ? stored.Value : null;
    }

    /// <summary>All calls that are due, now or later, the earliest first.</summary>
    /// <param name="ledger">The callout's ledger.</param>
    /// <param name="pageSize">How many to read at a time.</param>
    /// <param name="cancellation">Stops reading.</param>
    public IAsyncEnumerable<DueCall> DueAsync(string ledger, int pageSize, CancellationToken cancellation) =>
        tables.Ledgers.QueryAsync<DueCall>(
            RowRange.Filter(ledger, DuePrefix, DuePrefix + RowKey.AfterDigits),
            Math.Clamp(pageSize, 1, 1_000),
            cancellationToken: cancellation);

    /// <summary>The calls that are due next, whether their moment has come or not, the earliest first.</summary>
    public async Task<IReadOnlyList<DueCall>> NextDueAsync(string ledger, int count, CancellationToken cancellation)
    {
        var due = new List<DueCall>(count);
        await foreach (var call in DueAsync(ledger, count, cancellation))
        {
            due.Add(call);
            if (due.Count >= count)
                break;
        }

        return due;
    }

    private static string ParticipationKey(long participationId) => ParticipationPrefix + RowKey.Number(participationId);

    private static string DueKey(DateTimeOffset at, long participationId) =>
        $"{DuePrefix}{RowKey.Moment(at)}.{RowKey.Number(participationId)}";
}
