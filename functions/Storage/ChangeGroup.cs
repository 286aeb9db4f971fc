namespace Switchboard.Storage;

/// <summary>Changes that can go out together: no row twice, and no more than a transaction takes.</summary>
/// <param name="versionFor">The version of its row upon which an edit can be written.</param>
internal sealed class ChangeGroup(Func<PlaceEdit, ETag> versionFor)
{
    private readonly List<PendingChange> _changes = [];
    private readonly HashSet<string> _rows = [];
    private readonly HashSet<string> _tallies = [];
    private readonly Dictionary<string, (ETag Version, int Places)> _shared = [];

    /// <summary>The changes, in the order in which they were asked for.</summary>
    public List<PendingChange> Changes => _changes;

    /// <summary>Adds a change, unless it has to wait.</summary>
    public bool TryAdd(PendingChange next)
    {
        if (next.RowKeys.Any(_rows.Contains) || !next.Change.Places.All(CanShare))
            return false;
        var rows = _rows.Count + next.Change.Actions.Count
            + _tallies.Count + next.Change.Counts.Keys.Count(rowKey => !_tallies.Contains(rowKey))
            + _shared.Count + next.Change.Places.Where(edit => !_shared.ContainsKey(edit.RowKey)).DistinctBy(edit => edit.RowKey).Count();
        if (rows > Change.MaxRows)
            return false;

        _changes.Add(next);
        _rows.UnionWith(next.RowKeys);
        _tallies.UnionWith(next.Change.Counts.Keys);
        foreach (var edit in next.Change.Places)
        {
            var places = _shared.TryGetValue(edit.RowKey, out var row) ? row.Places : 0;
            _shared[edit.RowKey] = (versionFor(edit), places | 1 << edit.Place);
        }

        return true;
    }

    // A row is written once, upon one version, and each of its places once.
    private bool CanShare(PlaceEdit edit) => !_shared.TryGetValue(edit.RowKey, out var row)
        || ((row.Places & 1 << edit.Place) == 0 && row.Version == versionFor(edit));
}
