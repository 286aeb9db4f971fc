using System.Runtime.CompilerServices;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// Knows which callouts a contact takes part in. Keys of the table <c>contactuses</c>: PartitionKey is a block of 100
/// contact ids, so that populating, which goes through contacts in order, writes many at once; RowKey is the contact
/// and the callout. A row is written before the participation it announces: one without participation counts for
/// nothing, but no participation is without its row.
/// </summary>
public sealed class ContactUses(Tables tables, CalloutLedgers ledgers)
{
    private const int Block = 100;

    /// <summary>Announces that contacts will take part in a callout.</summary>
    public async Task AddAsync(long calloutId, IEnumerable<long> contactIds, CancellationToken cancellation)
    {
        foreach (var block in contactIds.GroupBy(PartitionOf))
        {
            var rows = block.Select(contactId => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace,
                new TableEntity(block.Key, RowPrefix(contactId) + RowKey.Number(calloutId))));
            await tables.ContactUses.SubmitTransactionAsync(rows, cancellation);
        }
    }

    /// <summary>Whether a contact takes part in any callout.</summary>
    public ValueTask<bool> AnyAsync(long contactId, CancellationToken cancellation) =>
        ReadAsync(contactId, cancellation).AnyAsync(cancellation);

    /// <summary>What a contact takes part in: callouts and the ids of its participations.</summary>
    public async IAsyncEnumerable<(long CalloutId, long ParticipationId)> ReadAsync(
        long contactId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var prefix = RowPrefix(contactId);
        var filter = RowRange.Filter(PartitionOf(contactId), prefix, prefix + RowKey.AfterDigits);
        await foreach (var row in tables.ContactUses.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            var calloutId = RowKey.TrailingNumber(row.RowKey);
            if (await ledgers.Participations(calloutId).FindIdAsync(Participation.ContactKey(contactId), cancellation) is { } id)
                yield return (calloutId, id);
        }
    }

    private static string PartitionOf(long contactId) => RowKey.Number(contactId / Block);

    private static string RowPrefix(long contactId) => $"{RowKey.Number(contactId)}.";
}
