using System.Text.Json;
using Switchboard.Storage;

namespace Switchboard.Messaging;

/// <summary>The messages, with what is due for them.</summary>
public sealed class Messages(Tables tables, PartitionWriters writers, TimeProvider clock)
{
    private const string Partition = "messages";

    private readonly Collection<Message> _messages = new(writers, tables.Messages, Partition, changesCount: false);

    /// <summary>Adds a new message, to be sent at once; one that is there already stays as it is.</summary>
    public async Task AddAsync(Message message)
    {
        var now = clock.GetUtcNow();
        (message.DueAt, message.UpdatedAt) = (now, now);
        var change = _messages.Insert(new Change(), message).Insert(new TableEntity(Partition, DueKeyOf(message)!));
        try
        {
            await _messages.Writer.CommitAsync(change);
        }
        catch (ChangeRejectedException rejected) when (_messages.IsTaken(rejected))
        {
            // Added before, by somebody who did not live to say so.
        }
    }

    /// <summary>A message, or null.</summary>
    public Task<Message?> FindAsync(long id, CancellationToken cancellation) => _messages.FindAsync(id, cancellation);

    /// <summary>The message that is sent under an operation id, or null.</summary>
    public async Task<Message?> FindAsync(Guid operation, CancellationToken cancellation) =>
        await _messages.FindIdAsync(Message.OperationKey(operation), cancellation) is { } id
            ? await FindAsync(id, cancellation)
            : null;

    /// <summary>A page of the messages that have all of <paramref name="terms"/>, by ascending id.</summary>
    public Task<ListPage<Message>> PageAsync(
        IReadOnlyCollection<Term> terms, long skip, int count, CancellationToken cancellation) =>
        _messages.PageAsync(Query<Message>.ByTerms(terms, skip, count), cancellation);

    /// <summary>The messages for which there is something to do in a lane, the earliest first, due or not.</summary>
    public async Task<IReadOnlyList<(long Id, DateTimeOffset At)>> NextAsync(Lane lane, int count, CancellationToken cancellation)
    {
        var prefix = DuePrefix(lane);
        var filter = RowRange.Filter(Partition, prefix, prefix + RowKey.AfterDigits);
        return await tables.Messages
            .QueryAsync<TableEntity>(filter, count, ["RowKey"], cancellation)
            .Take(count)
            .Select(row => (RowKey.TrailingNumber(row.RowKey), MomentOf(row.RowKey[prefix.Length..])))
            .ToListAsync(cancellation);
    }

    /// <summary>How much of a lane's limits is used up.</summary>
    public async Task<Pace> PaceAsync(Lane lane, CancellationToken cancellation)
    {
        var stored = await tables.Messages.GetEntityIfExistsAsync<Pace>(
            Partition, Pace.KeyOf(lane), cancellationToken: cancellation);
        return stored.HasValue ? stored.Value! : new Pace { PartitionKey = Partition, RowKey = Pace.KeyOf(lane) };
    }

    /// <summary>Keeps a lane's pace.</summary>
    public Task KeepAsync(Pace pace) => _messages.Writer.CommitAsync(new Change().Upsert(pace));

    /// <summary>Changes a message, if <paramref name="decide"/> answers another one for what it is by now.</summary>
    public async Task UpdateAsync(long id, Func<Message, Message?> decide, CancellationToken cancellation)
    {
        while (await _messages.FindAsync(id, cancellation) is { } before && decide(before) is { } after)
        {
            after = after with { UpdatedAt = clock.GetUtcNow() };
            var change = _messages.Replace(new Change(), before, after);
            var (wasDue, isDue) = (DueKeyOf(before), DueKeyOf(after));
            if (wasDue is not null && wasDue != isDue)
                change.Delete(Partition, wasDue);
            if (isDue is not null && wasDue != isDue)
                change.Insert(new TableEntity(Partition, isDue));
            try
            {
                await _messages.Writer.CommitAsync(change);
                return;
            }
            catch (ChangeRejectedException rejected) when (rejected.IsStale)
            {
                // A report came meanwhile, or an answer: decide again.
            }
        }
    }

    /// <summary>Records what the service reports about a recipient; what is older than what is known, or about somebody
    /// else, changes nothing.</summary>
    public Task ReportAsync(long id, string recipient, Delivery delivery, CancellationToken cancellation) => UpdateAsync(
        id,
        message =>
        {
            var deliveries = message.DeliveriesByRecipient();
            var address = message.Recipients().FirstOrDefault(to => to.Equals(recipient, StringComparison.OrdinalIgnoreCase));
            if (address is null || (deliveries.TryGetValue(address, out var known) && known.At >= delivery.At))
                return null;
            deliveries[address] = delivery;
            var status = Outcome(message, deliveries) is { } happened ? MessageTransitions.Next(message.Status, happened) : null;
            return message with
            {
                Deliveries = Write(deliveries),
                Status = status ?? message.Status,
                DueAt = status is null ? message.DueAt : null,
            };
        },
        cancellation);

    // Explanations for many recipients may be longer than a property: what became of the message is worth more.
    private static string Write(Dictionary<string, Delivery> deliveries) =>
        JsonSerializer.Serialize(deliveries) is { Length: <= Document.MaxLength } whole
            ? whole
            : JsonSerializer.Serialize(deliveries.ToDictionary(entry => entry.Key, entry => entry.Value with { Details = null }));

    private static MessageEvent? Outcome(Message message, Dictionary<string, Delivery> deliveries)
    {
        if (deliveries.Values.Any(delivery => !IsGood(delivery)))
            return MessageEvent.Bounced;
        return message.Recipients().All(deliveries.ContainsKey) ? MessageEvent.Arrived : null;
    }

    // "Expanded": a distribution list took it.
    private static bool IsGood(Delivery delivery) => delivery.Status is "Delivered" or "Expanded";

    private static string DuePrefix(Lane lane) => $"due.{lane}.";

    private static string? DueKeyOf(Message message) => message.DueAt is { } at
        ? $"{DuePrefix(message.Lane)}{RowKey.Moment(at)}.{RowKey.Number(message.Id)}"
        : null;

    private static DateTimeOffset MomentOf(string key) => new(RowKey.TrailingNumber(key[..19]), TimeSpan.Zero);
}
