namespace Switchboard.Storage;

/// <summary>
/// A row for ten things: <c>{prefix}{id / 10}</c>, in which the thing with id 123 has the place 3, the columns
/// <c>Head3</c> and <c>Body3</c>. Things that are created together cost a tenth of a row each, and a page a tenth of the
/// rows. In return a thing has no version of its own but its row's (see <see cref="KnownSharedRow"/>), so that this is for
/// what seldom changes. A place whose head is empty is free again.
/// </summary>
internal sealed class SharedRows<T>(TableClient table, string partitionKey, string prefix, Packing<T> packing) : IRowLayout<T>
    where T : class, ICollected
{
    /// <inheritdoc/>
    public void Insert(Change change, T thing) =>
        change.Write(new PlaceEdit(RowKeyOf(thing.Id), PlaceOf(thing.Id), packing.Head(thing), packing.Body(thing), default, thing));

    /// <inheritdoc/>
    public void Replace(Change change, T before, T after) =>
        change.Write(new PlaceEdit(
            RowKeyOf(after.Id), PlaceOf(after.Id), packing.Head(after), packing.Body(after), before.ETag, after));

    /// <inheritdoc/>
    public void Delete(Change change, T thing) =>
        change.Write(new PlaceEdit(RowKeyOf(thing.Id), PlaceOf(thing.Id), "", "", thing.ETag, thing));

    /// <inheritdoc/>
    public async Task<T?> FindAsync(long id, CancellationToken cancellation)
    {
        var place = PlaceOf(id);
        var stored = await table.GetEntityIfExistsAsync<TableEntity>(
            partitionKey, RowKeyOf(id), SharedRow.ColumnsOf(place), cancellation);
        return stored.HasValue ? Read(stored.Value!, id) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<T>> FindAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        var rows = await Task.WhenAll(ids.GroupBy(RowKeyOf).Select(async row => (
            Ids: row,
            Stored: await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, row.Key, cancellationToken: cancellation))));
        var things = rows
            .Where(row => row.Stored.HasValue)
            .SelectMany(row => row.Ids.Select(id => Read(row.Stored.Value!, id)))
            .OfType<T>()
            .ToDictionary(thing => thing.Id);
        return [.. ids.Where(things.ContainsKey).Select(id => things[id])];
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<T> ReadAsync(long firstId, long? endId, int pageSize, CancellationToken cancellation)
    {
        var to = endId is { } end ? prefix + RowKey.Number(((end - 1) / SharedRow.Places) + 1) : End;
        // A page may begin in the middle of a row.
        var rows = (int)Math.Clamp(((PlaceOf(firstId) + (long)pageSize) / SharedRow.Places) + 1, 1, 1_000);
        return table
            .QueryAsync<TableEntity>(RowRange.Filter(partitionKey, RowKeyOf(firstId), to), rows, cancellationToken: cancellation)
            .SelectMany(ReadAll)
            .Where(thing => thing.Id >= firstId && (endId is null || thing.Id < endId));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<long> IdsAsync(CancellationToken cancellation) =>
        ReadAsync(0, null, 1_000, cancellation).Select(thing => thing.Id);

    private string End => prefix + RowKey.AfterDigits;

    private static int PlaceOf(long id) => (int)(id % SharedRow.Places);

    private string RowKeyOf(long id) => prefix + RowKey.Number(id / SharedRow.Places);

    private IEnumerable<T> ReadAll(TableEntity row)
    {
        var first = RowKey.TrailingNumber(row.RowKey) * SharedRow.Places;
        for (var id = first; id < first + SharedRow.Places; id++)
        {
            if (Read(row, id) is { } thing)
                yield return thing;
        }
    }

    private T? Read(TableEntity row, long id)
    {
        var place = PlaceOf(id);
        if (row.GetString(SharedRow.Head(place)) is not { Length: > 0 } head)
            return null;
        var thing = packing.Read(id, head, row.GetString(SharedRow.Body(place)) ?? "");
        thing.ETag = row.ETag;
        return thing;
    }
}
