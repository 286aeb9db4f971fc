namespace Switchboard.Storage;

/// <summary>Many new things of a collection, ready to be written in portions, each as much as a transaction takes.</summary>
internal sealed class Additions<T>
    where T : class, ICollected, new()
{
    // The collection's own tally, a segment's, and those of a moment.
    private const int MostCounters = 6;

    private readonly Collection<T> _collection;
    private readonly List<(Change Change, List<T> Things)> _portions = [];

    /// <summary>Prepares new things.</summary>
    public Additions(Collection<T> collection, IReadOnlyList<T> things)
    {
        (_collection, Things) = (collection, things);
        for (int from = 0, to; from < things.Count; from = to)
        {
            var (change, keys) = (new Change(), new HashSet<string>());
            for (to = from; to < things.Count && TryInsert(change, keys, things[to]); to++)
            {
            }

            _portions.Add((change, [.. things.Skip(from).Take(to - from)]));
        }
    }

    /// <summary>The things.</summary>
    public IReadOnlyList<T> Things { get; }

    /// <summary>Writes the things.</summary>
    /// <returns>Those that were not written, because somebody else has a unique key of theirs.</returns>
    public async Task<IReadOnlyList<T>> WriteAsync()
    {
        var refused = await Task.WhenAll(_portions.Select(portion => WriteAsync(portion.Change, portion.Things)));
        return [.. refused.SelectMany(things => things)];
    }

    private async Task<IReadOnlyList<T>> WriteAsync(Change change, List<T> things)
    {
        var refused = new List<T>();
        while (true)
        {
            try
            {
                await _collection.Writer.CommitAsync(change);
                return refused;
            }
            catch (ChangeRejectedException rejected) when (rejected.Status == 409)
            {
                // They are written together: if one is there, the answer to writing them got lost on the way.
                if ((await _collection.FindAsync(things[0].Id))?.CreatedAt == things[0].CreatedAt)
                    return refused;
                var taken = rejected.RowKeys.ToHashSet();
                var others = things.ToLookup(thing => !_collection.Keys.RowKeysOf(thing).Any(taken.Contains));
                if (!others[false].Any())
                    throw;
                refused.AddRange(others[false]);
                things = [.. others[true]];
                if (things.Count == 0)
                    return refused;
                change = things.Aggregate(new Change(), _collection.Insert);
            }
        }
    }

    /// <summary>
    /// Adds a new thing to a change if both fit a transaction for sure, and none of its keys is among those of the others.
    /// </summary>
    private bool TryInsert(Change change, HashSet<string> keys, T thing)
    {
        var terms = thing.Terms().ToList();
        var own = thing.UniqueKeys().ToList();
        if (change.Rows > 0 && (!change.HasRoomFor(1 + own.Count + terms.Count + MostCounters) || keys.Overlaps(own)))
            return false;
        keys.UnionWith(own);
        _collection.Insert(change, thing, terms);
        return true;
    }
}
