using System.Collections.Concurrent;

namespace Switchboard.Storage;

/// <summary>
/// Gives out ids of which it is known whose they are, for things that lie in many partitions and are asked for by their id
/// alone. Ids are given out ten at a time; a row of the table <c>idowners</c> says whose ten they are, and is written
/// before any of them is used. Keys: PartitionKey is the kind of thing, RowKey is the number of the ten.
/// </summary>
public sealed class OwnedIds(Tables tables, IdSequence sequences)
{
    private const int Unit = 10;

    // One transaction writes as many owners.
    private const int MostUnits = 100;
    private const int Kept = 2_000;
    private const string Owner = "Owner";

    private readonly ConcurrentDictionary<(string Name, string Owner), Supply> _supplies = new();

    /// <summary>The next ids of <paramref name="name"/> for an owner.</summary>
    public async Task<long[]> NextAsync(string name, string owner, int count, CancellationToken cancellation = default)
    {
        if (_supplies.Count > Kept)
            DropIdle();
        var supply = _supplies.GetOrAdd((name, owner), _ => new Supply());
        await supply.Turn.WaitAsync(cancellation);
        try
        {
            while (supply.Ids.Count < count)
                await RefillAsync(supply, name, owner, count - supply.Ids.Count, cancellation);
            return [.. Enumerable.Range(0, count).Select(_ => supply.Ids.Dequeue())];
        }
        finally
        {
            supply.Turn.Release();
        }
    }

    /// <summary>Whose an id is; null where it was never given out.</summary>
    public async Task<string?> OwnerOfAsync(string name, long id, CancellationToken cancellation = default)
    {
        var stored = await tables.IdOwners.GetEntityIfExistsAsync<TableEntity>(
            name, RowKey.Number((id - 1) / Unit + 1), cancellationToken: cancellation);
        return stored.HasValue ? stored.Value!.GetString(Owner) : null;
    }

    /// <summary>Takes twice as many as the last time: whoever needs many seldom asks, whoever needs few wastes few.</summary>
    private async Task RefillAsync(
        Supply supply, string name, string owner, int needed, CancellationToken cancellation)
    {
        supply.Units = Math.Min(Math.Max(supply.Units * 2, (needed + Unit - 1) / Unit), MostUnits);
        var units = await sequences.NextAsync(name, supply.Units, cancellation);
        // Nobody else has them; but the answer may get lost, and the SDK ask again.
        await tables.IdOwners.SubmitTransactionAsync(
            units.Select(unit => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace, new TableEntity(name, RowKey.Number(unit)) { [Owner] = owner })),
            cancellation);
        foreach (var unit in units)
        {
            for (var id = (unit - 1) * Unit + 1; id <= unit * Unit; id++)
                supply.Ids.Enqueue(id);
        }
    }

    // What a supply still had is lost: ids may have gaps.
    private void DropIdle()
    {
        foreach (var (key, supply) in _supplies)
        {
            if (supply.Turn.CurrentCount > 0)
                _supplies.TryRemove(key, out _);
        }
    }

    private sealed class Supply
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public Queue<long> Ids { get; } = new();

        public int Units { get; set; }
    }
}
