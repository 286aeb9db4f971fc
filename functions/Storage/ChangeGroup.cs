using System.Runtime.InteropServices;

namespace Switchboard.Storage;

/// <summary>Changes that can go out together: no row twice, and no more than a transaction takes.</summary>
/// <param name="versionFor">The version of its row upon which an edit can be written.</param>
internal sealed class ChangeGroup(Func<PlaceEdit, ETag> versionFor)
{
    private readonly List<PendingChange> _changes = [];
    private readonly HashSet<string> _rows = [];
    private readonly HashSet<KeyEdit> _keys = new(KeyEdit.SameKey);
    private readonly HashSet<string> _keyTrees = [];
    private readonly HashSet<string> _tallies = [];
    private readonly Dictionary<string, (ETag Version, int Places)> _shared = [];
    private int _characters;

    /// <summary>The changes, in the order in which they were asked for.</summary>
    public List<PendingChange> Changes => _changes;

    /// <summary>Adds a change, unless it has to wait.</summary>
    public bool TryAdd(PendingChange next)
    {
        var change = next.Change;
        if (_changes.Count > 0
            && (RowsWith(change) > Change.MaxRows || _characters + change.Characters > Change.MaxCharacters || !CanJoin(change)))
        {
            return false;
        }

        _changes.Add(next);
        _characters += change.Characters;
        foreach (var action in change.Actions)
            _rows.Add(action.Entity.RowKey);
        _keys.UnionWith(change.Keys);
        _keyTrees.UnionWith(change.KeyTrees);
        _tallies.UnionWith(change.Counts.Keys);
        foreach (var edit in change.Places)
        {
            ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_shared, edit.RowKey, out var isThere);
            if (!isThere)
                row.Version = versionFor(edit);
            row.Places |= 1 << edit.Place;
        }

        return true;
    }

    private int RowsWith(Change change)
    {
        var rows = _rows.Count + change.Actions.Count + _keyTrees.Count + _tallies.Count + _shared.Count;
        foreach (var tree in change.KeyTrees)
            rows += _keyTrees.Contains(tree) ? 0 : 1;
        foreach (var rowKey in change.Counts.Keys)
            rows += _tallies.Contains(rowKey) ? 0 : 1;
        foreach (var rowKey in change.SharedRows)
            rows += _shared.ContainsKey(rowKey) ? 0 : 1;
        return rows;
    }

    // A row is written once, upon one version, and each of its places and keys once.
    private bool CanJoin(Change change)
    {
        foreach (var action in change.Actions)
        {
            if (_rows.Contains(action.Entity.RowKey))
                return false;
        }

        if (_keys.Overlaps(change.Keys))
            return false;
        foreach (var edit in change.Places)
        {
            if (_shared.TryGetValue(edit.RowKey, out var row)
                && ((row.Places & 1 << edit.Place) != 0 || row.Version != versionFor(edit)))
            {
                return false;
            }
        }

        return true;
    }
}
