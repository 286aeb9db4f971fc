namespace Switchboard.Storage;

/// <summary>Who has the keys that a group of changes is about, as long as the roots of their trees stay as they are.</summary>
internal sealed class KeyHolders
{
    private readonly Dictionary<string, (KeyTree Tree, KeyNode Root, Dictionary<KeyHash, long> Ids)> _trees = [];

    /// <summary>Adds a tree.</summary>
    public void Add(string rowKey, KeyTree tree, KeyNode root, IEnumerable<KeyEntry> found) =>
        _trees.Add(rowKey, (tree, root, found.ToDictionary(entry => entry.Key, entry => entry.Id)));

    /// <summary>
    /// Why a change cannot be written, or null: somebody has a key that it gives to a thing (409), or the thing does not have
    /// a key that it takes from it (404).
    /// </summary>
    public ChangeRejectedException? Obstacle(Change change)
    {
        if (change.Keys.FirstOrDefault(edit => edit.Removes && HolderOf(edit) != edit.Id) is { Removes: true } missing)
            return new ChangeRejectedException([missing.RowKey], 404);
        var taken = change.Keys.Where(edit => !edit.Removes && HolderOf(edit) is not null).Select(edit => edit.RowKey).ToList();
        return taken.Count > 0 ? new ChangeRejectedException(taken, 409) : null;
    }

    /// <summary>What a group of changes does with each tree.</summary>
    public IReadOnlyList<KeyTreeWrite> Compose(IReadOnlyList<PendingChange> group) =>
    [
        .. group.SelectMany(pending => pending.Change.Keys).GroupBy(edit => edit.Tree).Select(edits =>
        {
            var (tree, root, _) = _trees[edits.Key];
            return new KeyTreeWrite(tree, root.With([.. edits.Select(edit => edit.After).Order()]));
        }),
    ];

    private long? HolderOf(KeyEdit edit) => _trees[edit.Tree].Ids.TryGetValue(edit.Key, out var id) ? id : null;
}
