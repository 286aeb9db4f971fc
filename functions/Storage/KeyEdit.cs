namespace Switchboard.Storage;

/// <summary>What a change does with a unique key in a tree (<see cref="KeyTree"/>).</summary>
/// <param name="Tree">The row key of the tree's root.</param>
/// <param name="Key">The key.</param>
/// <param name="Id">The id of who gets it, or of who has it no more.</param>
/// <param name="Removes">Whether it has it no more.</param>
internal readonly record struct KeyEdit(string Tree, KeyHash Key, long Id, bool Removes)
{
    /// <summary>Compares edits by the keys that they are about.</summary>
    public static IEqualityComparer<KeyEdit> SameKey { get; } =
        EqualityComparer<KeyEdit>.Create((one, other) => one.Key == other.Key && one.Tree == other.Tree, edit => edit.Key.GetHashCode());

    /// <summary>What the tree says of the key afterwards.</summary>
    public KeyEntry After => new(Key, Removes ? 0 : Id);

    /// <summary>How the key is named where it stands in the way: like a row of its own.</summary>
    public string RowKey => Tree + Key;
}
