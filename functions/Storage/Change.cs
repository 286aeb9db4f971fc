using System.Runtime.InteropServices;

namespace Switchboard.Storage;

/// <summary>
/// Writes to one partition that happen together or not at all, with the counters that change because of them.
/// At most 100 rows, counters included: the limit of an entity group transaction.
/// </summary>
public sealed class Change
{
    private readonly List<TableTransactionAction> _actions = [];
    private readonly List<PlaceEdit> _places = [];
    private readonly HashSet<string> _sharedRows = [];
    private readonly List<KeyEdit> _keys = [];
    private readonly HashSet<string> _keyTrees = [];
    private readonly Dictionary<string, Dictionary<Counter, long>> _counts = [];

    /// <summary>The most rows that a change may have.</summary>
    internal const int MaxRows = 100;

    /// <summary>
    /// The most characters that things may have together in rows that they share: a transaction takes 4 MiB, and some
    /// characters take six bytes in JSON.
    /// </summary>
    internal const int MaxCharacters = 600_000;

    /// <summary>The rows to write.</summary>
    internal IReadOnlyList<TableTransactionAction> Actions => _actions;

    /// <summary>What to write into rows that several things share.</summary>
    internal IReadOnlyList<PlaceEdit> Places => _places;

    /// <summary>The rows that these are in.</summary>
    internal IReadOnlyCollection<string> SharedRows => _sharedRows;

    /// <summary>What to do with unique keys that lie in trees.</summary>
    internal IReadOnlyList<KeyEdit> Keys => _keys;

    /// <summary>The trees that these are in, by the row keys of their roots.</summary>
    internal IReadOnlyCollection<string> KeyTrees => _keyTrees;

    /// <summary>What to add to which counter of which tally row.</summary>
    internal IReadOnlyDictionary<string, Dictionary<Counter, long>> Counts => _counts;

    /// <summary>How many rows it has.</summary>
    internal int Rows => _actions.Count + _sharedRows.Count + _keyTrees.Count + _counts.Count;

    /// <summary>How many characters things have in rows that they share.</summary>
    internal int Characters { get; private set; }

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

    /// <summary>
    /// A place of a row that several things share: a new thing where there is none yet (409 otherwise), or a thing that is
    /// as it was read (412 otherwise).
    /// </summary>
    internal Change Write(PlaceEdit place)
    {
        _places.Add(place);
        _sharedRows.Add(place.RowKey);
        Characters += place.Head.Length + place.Body.Length;
        return this;
    }

    /// <summary>Whether it takes more rows for sure, and one more document as long as any may be.</summary>
    internal bool HasRoomFor(int rows) => Rows + rows <= MaxRows && Characters + Document.MaxLength <= MaxCharacters;

    /// <summary>A unique key that a thing gets (409 if another has it), or has no more.</summary>
    internal Change Write(KeyEdit key)
    {
        _keys.Add(key);
        _keyTrees.Add(key.Tree);
        return this;
    }

    private Change Count(string rowKey, Counter counter, long by)
    {
        if (!_counts.TryGetValue(rowKey, out var counters))
            _counts.Add(rowKey, counters = []);
        CollectionsMarshal.GetValueRefOrAddDefault(counters, counter, out _) += by;
        return this;
    }

    private Change Add(TableTransactionActionType type, ITableEntity row, ETag etag = default)
    {
        _actions.Add(new TableTransactionAction(type, row, etag));
        return this;
    }
}
