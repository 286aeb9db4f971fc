namespace Switchboard.Storage;

/// <summary>Who has the keys that a group of changes is about, as long as the roots of their trees stay as they are.</summary>
internal sealed class KeyHolders
{
    private readonly Dictionary<string, (KeyTree Tree, KeyNode Root, Dictionary<KeyHash, long> Ids)> _trees = [];

    /// <summary>Adds a tree.</summary>
    public void Add(string rowKey, KeyTree tree, KeyNode root, IEnumerable<KeyEntry> found) =>
        _trees.Add(rowKey, (tree, root, found.ToDictionary(entry => entry.Key, entry => entry.Id)));

    /// <summary>
    /// Whether what a change does with keys is not what is known of them: it gives away one that somebody has, or takes one from
    /// a thing that does not have it.
    /// </summary>
    public bool Contradict(Change change) => change.Keys.Any(edit => HolderOf(edit) != (edit.Removes ? edit.Id : null));

    /// <summary>Why a change cannot be written, or null: others have keys that it gives to a thing (409).</summary>
    public ChangeRejectedException? Obstacle(Change change)
    {
        var taken = change.Keys
            .Where(edit => !edit.Removes && HolderOf(edit) is { } holder && holder != edit.Id)
            .Select(edit => edit.RowKey)
            .ToList();
        return taken.Count > 0 ? new ChangeRejectedException(taken, 409) : null;
    }

    /// <summary>What a group of changes does with each tree. A key that a thing does not have stays with who has it.</summary>
    public IReadOnlyList<KeyTreeWrite> Compose(IReadOnlyList<PendingChange> group)
    {
        var edits = group.SelectMany(pending => pending.Change.Keys).Where(edit => !edit.Removes || HolderOf(edit) == edit.Id);
        return [.. edits.GroupBy(edit => edit.Tree).Select(ofTree =>
        {
            var (tree, root, _) = _trees[ofTree.Key];
            return new KeyTreeWrite(tree, root.With([.. ofTree.Select(edit => edit.After).Order()]));
        })];
    }

    private long? HolderOf(KeyEdit edit) => _trees[edit.Tree].Ids.TryGetValue(edit.Key, out var id) ? id : null;
}
