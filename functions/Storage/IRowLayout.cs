namespace Switchboard.Storage;

/// <summary>How the things of a collection lie in rows, so that a range of rows is a range of ids.</summary>
internal interface IRowLayout<T>
    where T : class, ICollected
{
    /// <summary>Adds a new thing to a change.</summary>
    void Insert(Change change, T thing);

    /// <summary>Adds to a change that a thing becomes another, if nobody else has changed it meanwhile.</summary>
    void Replace(Change change, T before, T after);

    /// <summary>Adds to a change that a thing goes away, if nobody else has changed it meanwhile.</summary>
    void Delete(Change change, T thing);

    /// <summary>The thing with this id, or null.</summary>
    Task<T?> FindAsync(long id, CancellationToken cancellation);

    /// <summary>The things with these ids, in the order of the ids; ids of things that are gone are left out.</summary>
    Task<IReadOnlyList<T>> FindAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation);

    /// <summary>The things with ids from one on, up to but without another (null: to the end), ascending.</summary>
    /// <param name="firstId">The least id.</param>
    /// <param name="endId">The first id that is not meant.</param>
    /// <param name="pageSize">How many things to read at a time, about.</param>
    /// <param name="cancellation">Stops reading.</param>
    IAsyncEnumerable<T> ReadAsync(long firstId, long? endId, int pageSize, CancellationToken cancellation);

    /// <summary>The ids of all things, ascending.</summary>
    IAsyncEnumerable<long> IdsAsync(CancellationToken cancellation);
}
