namespace Switchboard.Storage;

/// <summary>What a group of changes writes into one row that several things share.</summary>
/// <param name="rowKey">The row.</param>
/// <param name="before">What is known of it; its version is the one that it must have, none for a row that must not exist yet.</param>
internal sealed class SharedRowWrite(string rowKey, KnownSharedRow before)
{
    private readonly List<PlaceEdit> _edits = [];

    /// <summary>The row.</summary>
    public string RowKey => rowKey;

    // A row without things is the same as none, and takes no room.
    private bool Empties => before.TakenAfter(_edits) == 0;

    /// <summary>What is written.</summary>
    public IReadOnlyList<PlaceEdit> Edits => _edits;

    /// <summary>Adds what a change writes.</summary>
    public void Add(PlaceEdit edit) => _edits.Add(edit);

    /// <summary>What is known of the row once it is written.</summary>
    public KnownSharedRow After(ETag version) => Empties ? KnownSharedRow.None : before.After(_edits, version);

    /// <summary>The write as a part of a transaction.</summary>
    public TableTransactionAction ToAction(string partitionKey)
    {
        var row = new TableEntity(partitionKey, rowKey);
        foreach (var edit in _edits)
        {
            row[SharedRow.Head(edit.Place)] = edit.Head;
            row[SharedRow.Body(edit.Place)] = edit.Body;
        }

        return before.Version == default ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : Empties ? new TableTransactionAction(TableTransactionActionType.Delete, row, before.Version)
            : new TableTransactionAction(TableTransactionActionType.UpdateMerge, row, before.Version);
    }
}
