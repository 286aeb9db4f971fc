namespace Switchboard.Storage;

/// <summary>What a group of changes does with the unique keys of one tree: a new root.</summary>
/// <param name="tree">The tree.</param>
/// <param name="root">The root as it will be.</param>
internal sealed class KeyTreeWrite(KeyTree tree, KeyNode root)
{
    /// <summary>The write as a part of a transaction.</summary>
    public TableTransactionAction ToAction() => tree.ToAction(root);

    /// <summary>Remembers the root as it was written.</summary>
    public void Written(ETag version) => tree.Written(root.Written(version));
}
