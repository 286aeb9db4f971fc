using System.Collections.Concurrent;

namespace Switchboard.Storage;

/// <summary>The trees of unique keys of a partition, by the row keys of their roots.</summary>
internal sealed class KeyTrees(TableClient table, string partitionKey)
{
    private readonly ConcurrentDictionary<string, KeyTree> _trees = new();

    /// <summary>How many keys are remembered, about.</summary>
    public int Known => _trees.Values.Sum(tree => tree.Known);

    /// <summary>The tree with this root.</summary>
    public KeyTree Of(string rowKey) => _trees.GetOrAdd(rowKey, root => new KeyTree(table, partitionKey, root));

    /// <summary>
    /// Who has the keys that a group of changes is about. What is remembered is enough as long as it does not contradict them.
    /// </summary>
    public async Task<KeyHolders> FindAsync(List<PendingChange> group)
    {
        var holders = await FindKnownAsync(group);
        if (!group.Exists(pending => holders.Contradict(pending.Change)))
            return holders;
        Forget(group);
        return await FindKnownAsync(group);
    }

    /// <summary>Forgets the roots that a group writes, which somebody else may have changed.</summary>
    public void Forget(IReadOnlyList<PendingChange> group)
    {
        foreach (var rowKey in group.SelectMany(pending => pending.Change.KeyTrees).Distinct())
            Of(rowKey).Forget();
    }

    private async Task<KeyHolders> FindKnownAsync(IReadOnlyList<PendingChange> group)
    {
        var edits = group.SelectMany(pending => pending.Change.Keys).ToLookup(edit => edit.Tree);
        var holders = new KeyHolders();
        foreach (var ofTree in edits)
        {
            var tree = Of(ofTree.Key);
            var root = await tree.RootAsync();
            holders.Add(ofTree.Key, tree, root, await tree.FindAsync(ofTree.Select(edit => edit.Key), root, default));
        }

        return holders;
    }
}
