namespace Switchboard.Storage;

/// <summary>
/// The rows of a <see cref="KeyTree"/> below its root that are remembered, by their digits. A row changes only when the one
/// above it is flushed, or it itself. It is therefore as good as the storage's as long as the one above it was not flushed
/// since; if it was flushed itself by somebody else, what is remembered of it and of those below it says together what they
/// say now.
/// </summary>
internal sealed class KnownNodes
{
    // Some 20 to 40 MB.
    private const int Most = 800_000;

    // What a row takes apart from its keys, in keys.
    private const int SizeOfRow = 10;

    private readonly Lock _lock = new();
    private readonly Recent<KnownNode> _nodes = new(Most, known => known.Node.Count + SizeOfRow);

    /// <summary>How many keys are remembered, about.</summary>
    public int Size
    {
        get
        {
            lock (_lock)
                return _nodes.Size;
        }
    }

    /// <summary>A row, if it is as good as the storage's.</summary>
    /// <param name="path">Its digits.</param>
    /// <param name="flushes">How many times the row above it was flushed.</param>
    public KeyNode? Find(string path, int flushes)
    {
        lock (_lock)
            return _nodes.TryGet(path, out var known) && known.AsOf >= flushes ? known.Node : null;
    }

    /// <summary>Remembers a row.</summary>
    /// <param name="path">Its digits.</param>
    /// <param name="node">The row.</param>
    /// <param name="flushes">How many times the row above it was flushed at least when this was read or written.</param>
    public void Set(string path, KeyNode node, int flushes)
    {
        lock (_lock)
            _nodes.Set(path, new KnownNode(node, flushes));
    }

    /// <summary>Remembers a row as it was written because it was flushed itself.</summary>
    public void Flushed(string path, KeyNode node)
    {
        lock (_lock)
        {
            if (_nodes.TryGet(path, out var known))
                _nodes.Set(path, known with { Node = node });
        }
    }

    /// <summary>Forgets a row.</summary>
    public void Remove(string path)
    {
        lock (_lock)
            _nodes.Remove(path);
    }
}
