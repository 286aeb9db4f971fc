namespace Switchboard.Storage;

/// <summary>A row for each thing: <c>{prefix}{id}</c>.</summary>
internal sealed class OwnRows<T>(TableClient table, string partitionKey, string prefix) : IRowLayout<T>
    where T : class, ICollected, new()
{
    private static readonly string[] OnlyKey = ["RowKey"];

    /// <inheritdoc/>
    public void Insert(Change change, T thing)
    {
        (thing.PartitionKey, thing.RowKey) = (partitionKey, RowKeyOf(thing.Id));
        change.Insert(thing);
    }

    /// <inheritdoc/>
    public void Replace(Change change, T before, T after)
    {
        (after.PartitionKey, after.RowKey, after.ETag) = (before.PartitionKey, before.RowKey, before.ETag);
        change.Replace(after);
    }

    /// <inheritdoc/>
    public void Delete(Change change, T thing) => change.Delete(thing);

    /// <inheritdoc/>
    public async Task<T?> FindAsync(long id, CancellationToken cancellation)
    {
        var stored = await table.GetEntityIfExistsAsync<T>(partitionKey, RowKeyOf(id), cancellationToken: cancellation);
        return stored.HasValue ? stored.Value : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<T>> FindAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation) =>
        [.. (await Task.WhenAll(ids.Select(id => FindAsync(id, cancellation)))).OfType<T>()];

    /// <inheritdoc/>
    public IAsyncEnumerable<T> ReadAsync(long firstId, long? endId, int pageSize, CancellationToken cancellation) =>
        table.QueryAsync<T>(Range(firstId, endId), Math.Min(pageSize, 1_000), cancellationToken: cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<long> IdsAsync(CancellationToken cancellation) =>
        table.QueryAsync<TableEntity>(Range(0, null), 1_000, OnlyKey, cancellation)
            .Select(row => RowKey.TrailingNumber(row.RowKey));

    private string Range(long firstId, long? endId) => RowRange.Filter(
        partitionKey, RowKeyOf(firstId), endId is { } end ? RowKeyOf(end) : prefix + RowKey.AfterDigits);

    private string RowKeyOf(long id) => prefix + RowKey.Number(id);
}
