namespace Switchboard.Storage;

/// <summary>
/// Brings together what the changes of a group write into rows that several things share, and remembers those rows as
/// they were last written or read here.
/// </summary>
internal sealed class SharedRowWrites(TableClient table, string partitionKey)
{
    private static readonly string[] Heads = [.. Enumerable.Range(0, SharedRow.Places).Select(SharedRow.Head)];

    private readonly Recent<KnownSharedRow> _known = new(1_000);

    /// <summary>How many rows are remembered.</summary>
    public int Known => _known.Size;

    /// <summary>The version of its row upon which an edit can be written; none where there is no such row yet.</summary>
    public ETag VersionFor(PlaceEdit edit) => _known.TryGet(edit.RowKey, out var row)
        ? edit.IsNew ? row.Version : row.Newest(edit)
        : edit.Version;

    /// <summary>
    /// Reads the rows of which too little is known to put new things there, or to take things away. One of which nothing is
    /// known here is taken for new, as most are: if that is wrong, the storage says so, and all that are not known are read.
    /// </summary>
    /// <returns>Whether any was read.</returns>
    public async Task<bool> LearnAsync(IReadOnlyList<PendingChange> group, bool readUnknown)
    {
        var rowKeys = group
            .SelectMany(pending => pending.Change.Places)
            .Where(edit => edit.IsNew || edit.Clears)
            .Where(edit => _known.TryGet(edit.RowKey, out var row) ? row.Taken is null : readUnknown || edit.Clears)
            .Select(edit => edit.RowKey)
            .Distinct()
            .ToList();
        foreach (var (rowKey, stored) in rowKeys.Zip(await Task.WhenAll(rowKeys.Select(ReadAsync))))
        {
            if (stored.HasValue)
                _known.Set(rowKey, KnownSharedRow.Of(stored.Value!));
            else
                _known.Remove(rowKey);
        }

        return rowKeys.Count > 0;
    }

    /// <summary>The row in which a new thing of a change would take the place of another, or null.</summary>
    public string? TakenRow(Change change) => change.Places
        .FirstOrDefault(edit => edit.IsNew && _known.TryGet(edit.RowKey, out var row) && row.IsTaken(edit.Place))?.RowKey;

    /// <summary>What a group writes into each row, all of it upon one version (<see cref="ChangeGroup"/>).</summary>
    public IReadOnlyList<SharedRowWrite> Compose(IReadOnlyList<PendingChange> group)
    {
        var writes = new Dictionary<string, SharedRowWrite>();
        foreach (var edit in group.SelectMany(pending => pending.Change.Places))
        {
            if (!writes.TryGetValue(edit.RowKey, out var write))
                writes.Add(edit.RowKey, write = new SharedRowWrite(edit.RowKey, Before(edit)));
            write.Add(edit);
        }

        return [.. writes.Values];
    }

    /// <summary>Remembers what a row is after a write, and tells its things.</summary>
    public void Written(SharedRowWrite write, ETag version)
    {
        _known.Set(write.RowKey, write.After(version));
        foreach (var edit in write.Edits)
            edit.Thing.ETag = version;
    }

    /// <summary>Forgets the rows of a group, which somebody else may have changed.</summary>
    public void Forget(IReadOnlyList<PendingChange> group)
    {
        foreach (var edit in group.SelectMany(pending => pending.Change.Places))
            _known.Remove(edit.RowKey);
    }

    private KnownSharedRow Before(PlaceEdit edit)
    {
        var version = VersionFor(edit);
        if (_known.TryGet(edit.RowKey, out var row) && row.Version == version)
            return row;
        return version == default ? KnownSharedRow.None : new KnownSharedRow(version, null, []);
    }

    private Task<NullableResponse<TableEntity>> ReadAsync(string rowKey) =>
        table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, Heads);
}
