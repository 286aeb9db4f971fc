namespace Switchboard.Storage;

/// <summary>
/// Who has which unique key, hundreds of keys a row: a buffer tree (L. Arge, 1995) over the digits of the keys' hashes.
/// <code>
/// {root}        the keys that changed last
/// {root}3f8     keys whose hashes begin with 3f8
/// </code>
/// Changes are written into the root, so that a group of changes costs one row for all of its keys. A row that has become
/// full is flushed: its keys go one digit down, into sixteen rows, in one transaction, and so on from there. A key is
/// written again once a digit, each time together with hundreds of others, and is found among a million in four reads,
/// most of which are saved (<see cref="KnownNodes"/>). What a row says is newer than what those below it say; that nobody
/// has a key any more is kept until there is nothing below.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="partitionKey">The partition.</param>
/// <param name="rowKey">The row key of the root.</param>
internal sealed class KeyTree(TableClient table, string partitionKey, string rowKey)
{
    // The smaller rows are the less a change of few keys costs, and the more often they are flushed.
    private const int Full = 512;

    // So many rows are read at a time.
    private const int AtOnce = 100;

    private readonly KnownNodes _known = new();
    private KeyNode? _root;

    /// <summary>How many keys are remembered, about.</summary>
    public int Known => _known.Size;

    /// <summary>Who has some keys, as the storage says now.</summary>
    public async Task<IReadOnlyList<KeyEntry>> FindAsync(IEnumerable<KeyHash> keys, CancellationToken cancellation) =>
        await FindAsync(keys, await ReadAsync("", cancellation), cancellation);

    /// <summary>Who has some keys, given what the root says.</summary>
    public async Task<IReadOnlyList<KeyEntry>> FindAsync(
        IEnumerable<KeyHash> keys, KeyNode root, CancellationToken cancellation)
    {
        var search = new KeySearch(_known);
        search.Look(keys.Distinct().Order().ToArray(), root, "");
        while (search.TakeOpen() is { Count: > 0 } open)
        {
            foreach (var parts in open.Chunk(AtOnce))
            {
                var nodes = await Task.WhenAll(parts.Select(part => NodeAsync(part.Path, part.FlushesAbove, cancellation)));
                foreach (var (part, node) in parts.Zip(nodes))
                    search.Look(part.Keys, node, part.Path);
            }
        }

        return search.Found;
    }

    /// <summary>The root as it is known here. If it is full, it is flushed before.</summary>
    public async Task<KeyNode> RootAsync()
    {
        while (true)
        {
            var root = _root ??= await ReadAsync("", default);
            if (root.Count < Full)
                return root;

            // Rows that were flushed only when they are full would all be so at the same time: one more of them, each time.
            for (var (path, node) = ("", root); node.Count >= Full / 2;)
                (path, node) = await FlushAsync(path, node);
        }
    }

    /// <summary>The write of a new root, if the root still has its version.</summary>
    public TableTransactionAction ToAction(KeyNode root) => root.ToAction(partitionKey, rowKey);

    /// <summary>Remembers the root as it was written.</summary>
    public void Written(KeyNode root) => _root = root;

    /// <summary>Forgets the root, which somebody else may have changed.</summary>
    public void Forget() => _root = null;

    /// <summary>Passes what a row has on to those below it.</summary>
    /// <returns>The one of these that has the most now; none where another process was quicker.</returns>
    private async Task<(string Path, KeyNode Node)> FlushAsync(string path, KeyNode node)
    {
        var below = await Task.WhenAll(node.ByDigit(path.Length).Select(async part =>
        {
            var to = KeyHash.Below(path, part.Digit);
            return (Path: to, Node: (await NodeAsync(to, node.Flushes, default)).With(part.Entries));
        }));
        (string Path, KeyNode Node)[] rows = [(path, node.AfterFlush()), .. below.Where(row => !row.Node.IsNone)];
        try
        {
            var written = await table.SubmitTransactionAsync([.. rows.Select(row => row.Node.ToAction(partitionKey, rowKey + row.Path))]);
            rows = [.. rows.Zip(written.Value, (row, answer) => (row.Path, row.Node.Written(answer.Headers.ETag ?? default)))];
        }
        catch (TableTransactionFailedException refused) when (refused.Status is 404 or 409 or 412)
        {
            Forget();
            foreach (var row in rows)
                _known.Remove(row.Path);
            return ("", KeyNode.None);
        }

        if (path.Length == 0)
            Written(rows[0].Node);
        else
            _known.Flushed(path, rows[0].Node);
        foreach (var row in rows.Skip(1))
            _known.Set(row.Path, row.Node, rows[0].Node.Flushes);
        return rows.MaxBy(row => row.Node.Count);
    }

    private async Task<KeyNode> NodeAsync(string path, int flushesAbove, CancellationToken cancellation)
    {
        if (_known.Find(path, flushesAbove) is { } known)
            return known;
        var node = await ReadAsync(path, cancellation);
        _known.Set(path, node, flushesAbove);
        return node;
    }

    private async Task<KeyNode> ReadAsync(string path, CancellationToken cancellation)
    {
        var stored = await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey + path, cancellationToken: cancellation);
        return stored.HasValue ? KeyNode.Of(stored.Value!) : KeyNode.None;
    }
}
