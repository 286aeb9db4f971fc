using System.Runtime.CompilerServices;

namespace Switchboard.Storage;

/// <summary>A row for each unique key: <c>{prefix}u:{key}</c>, the key hashed. Whoever inserts it has the key.</summary>
internal sealed class KeyRows(TableClient table, string partitionKey, string prefix) : IUniqueKeys
{
    private const string Id = "Id";

    /// <inheritdoc/>
    public void Add(Change change, string key, long id) =>
        change.Insert(new TableEntity(partitionKey, RowKeyOf(key)) { [Id] = id });

    /// <inheritdoc/>
    public void Remove(Change change, string key, long id) => change.Delete(partitionKey, RowKeyOf(key));

    /// <inheritdoc/>
    public IEnumerable<string> RowKeysOf(ICollected thing) => thing.UniqueKeys().Select(RowKeyOf);

    /// <inheritdoc/>
    public async IAsyncEnumerable<(string Key, long Id)> FindAsync(
        IReadOnlyCollection<string> keys, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var key in keys)
        {
            var stored = await table.GetEntityIfExistsAsync<TableEntity>(
                partitionKey, RowKeyOf(key), cancellationToken: cancellation);
            if (stored.HasValue && stored.Value!.GetInt64(Id) is { } id)
                yield return (key, id);
        }
    }

    private string RowKeyOf(string key) => $"{prefix}u:{RowKey.Hash(key)}";
}
