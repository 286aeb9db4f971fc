namespace Switchboard.Storage;

/// <summary>How many things that are meant are in a block of ids of a collection.</summary>
internal readonly record struct BlockCount<T>(Collection<T> Collection, long Block, long Count)
    where T : class, ICollected, new();
