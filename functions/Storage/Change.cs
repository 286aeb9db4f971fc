namespace Switchboard.Storage;

/// <summary>
/// Writes to one partition that happen together or not at all, with the counters that change because of them.
/// At most 100 rows, counters included: the limit of an entity group transaction.
/// </summary>
public sealed class Change
{
    private readonly List<TableTransactionAction> _actions = [];
    private readonly Dictionary<(string RowKey, Counter Counter), long> _counts = [];

    /// <summary>The rows to write.</summary>
    internal IReadOnlyList<TableTransactionAction> Actions => _actions;

    /// <summary>What to add to which counter of which tally row.</summary>
    internal IReadOnlyDictionary<(string RowKey, Counter Counter), long> Counts => _counts;

    /// <summary>A row that must not exist yet (409 otherwise).</summary>
    public Change Insert(ITableEntity row) => Add(TableTransactionActionType.Add, row);

    /// <summary>A row as a whole, if it still is as it was read (412 otherwise).</summary>
    public Change Replace(ITableEntity row) => Add(TableTransactionActionType.UpdateReplace, row, row.ETag);

    /// <summary>Some properties of a row that exists (404 otherwise), whatever its version.</summary>
    public Change Merge(ITableEntity row) => Add(TableTransactionActionType.UpdateMerge, row, ETag.All);

    /// <summary>A row as a whole, whether it exists or not.</summary>
    public Change Upsert(ITableEntity row) => Add(TableTransactionActionType.UpsertReplace, row);

    /// <summary>A row that goes away, if it still is as it was read (412 otherwise).</summary>
    public Change Delete(ITableEntity row) => Add(TableTransactionActionType.Delete, row, row.ETag);

    /// <summary>A row that goes away (404 if it does not exist), whatever its version.</summary>
    public Change Delete(string partitionKey, string rowKey) =>
        Add(TableTransactionActionType.Delete, new TableEntity(partitionKey, rowKey), ETag.All);

    /// <summary>Adds <paramref name="by"/> to the counter <paramref name="name"/> of the tally <paramref name="rowKey"/>.</summary>
    public Change Count(string rowKey, string name, long by) => Count(rowKey, new Counter(name, null), by);

    /// <summary>
    /// Adds <paramref name="by"/> to the counter with a number, of those of a name, of the tally <paramref name="rowKey"/>.
    /// </summary>
    internal Change Count(string rowKey, string name, long number, long by) => Count(rowKey, new Counter(name, number), by);

    private Change Count(string rowKey, Counter counter, long by)
    {
        _counts[(rowKey, counter)] = _counts.GetValueOrDefault((rowKey, counter)) + by;
        return this;
    }

    private Change Add(TableTransactionActionType type, ITableEntity row, ETag etag = default)
    {
        _actions.Add(new TableTransactionAction(type, row, etag));
        return this;
    }
}
