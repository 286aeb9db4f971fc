namespace Switchboard.Storage;

/// <summary>Who has which unique key of a collection.</summary>
internal interface IUniqueKeys
{
    /// <summary>Adds to a change that a thing gets a key (refused with 409 where another has it).</summary>
    void Add(Change change, string key, long id);

    /// <summary>Adds to a change, which also replaces or deletes the thing as it was read, that it has a key no more.</summary>
    void Remove(Change change, string key, long id);

    /// <summary>The row keys that a refusal names because of the keys of a thing.</summary>
    IEnumerable<string> RowKeysOf(ICollected thing);

    /// <summary>Those of some keys that somebody has, in no order, with his id.</summary>
    IAsyncEnumerable<(string Key, long Id)> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation);
}
