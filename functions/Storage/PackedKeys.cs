using System.Runtime.CompilerServices;

namespace Switchboard.Storage;

/// <summary>Unique keys by the hundred in a row: a <see cref="KeyTree"/> with the root <c>{prefix}u:</c>.</summary>
internal sealed class PackedKeys(Func<PartitionWriter> writer, string prefix) : IUniqueKeys
{
    private readonly string _root = $"{prefix}u:";

    /// <inheritdoc/>
    public void Add(Change change, string key, long id) => change.Write(Edit(key, id, removes: false));

    /// <inheritdoc/>
    public void Remove(Change change, string key, long id) => change.Write(Edit(key, id, removes: true));

    /// <inheritdoc/>
    public IEnumerable<string> RowKeysOf(ICollected thing) => thing.UniqueKeys().Select(key => Edit(key, thing.Id, removes: false).RowKey);

    /// <inheritdoc/>
    public async IAsyncEnumerable<(string Key, long Id)> FindAsync(
        IReadOnlyCollection<string> keys, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var hashes = keys.Distinct().ToDictionary(KeyHash.Of);
        foreach (var holder in await writer().Keys.Of(_root).FindAsync(hashes.Keys, cancellation))
            yield return (hashes[holder.Key], holder.Id);
    }

    private KeyEdit Edit(string key, long id, bool removes) => new(_root, KeyHash.Of(key), id, removes);
}
