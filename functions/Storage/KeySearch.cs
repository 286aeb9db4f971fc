namespace Switchboard.Storage;

/// <summary>Looks for keys in the rows of a <see cref="KeyTree"/>, from its root down through all that are remembered.</summary>
/// <param name="known">What is remembered.</param>
internal sealed class KeySearch(KnownNodes known)
{
    private List<OpenKeys> _open = [];

    /// <summary>Who has which key, of those that were found so far.</summary>
    public List<KeyEntry> Found { get; } = [];

    /// <summary>Looks for keys in a row and, where it says nothing of them, in those below it.</summary>
    /// <param name="keys">The keys, in order.</param>
    /// <param name="node">The row.</param>
    /// <param name="path">Its digits.</param>
    public void Look(ArraySegment<KeyHash> keys, KeyNode node, string path)
    {
        var silent = new KeyHash[keys.Count];
        var count = 0;
        foreach (var key in keys)
        {
            if (node.Find(key) is not { } entry)
                silent[count++] = key;
            else if (!entry.IsGone)
                Found.Add(entry);
        }

        if (node.Flushes == 0)
            return;
        foreach (var (digit, part) in KeyHash.ByDigit(new ArraySegment<KeyHash>(silent, 0, count), key => key, path.Length))
        {
            var below = KeyHash.Below(path, digit);
            if (known.Find(below, node.Flushes) is { } next)
                Look(part, next, below);
            else
                _open.Add(new OpenKeys(part, below, node.Flushes));
        }
    }

    /// <summary>The rows that have to be read to go on, with what to look for in them.</summary>
    public List<OpenKeys> TakeOpen()
    {
        var open = _open;
        _open = [];
        return open;
    }

    /// <summary>Keys to look for in a row that is not remembered.</summary>
    /// <param name="Keys">The keys, in order.</param>
    /// <param name="Path">The digits of the row.</param>
    /// <param name="FlushesAbove">How many times the row above it was flushed.</param>
    public sealed record OpenKeys(ArraySegment<KeyHash> Keys, string Path, int FlushesAbove);
}
