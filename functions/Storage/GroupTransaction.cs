namespace Switchboard.Storage;

/// <summary>
/// A group of changes as one entity group transaction: the rows of each change, then the rows that things share, the roots
/// of the trees of unique keys, and the tallies.
/// </summary>
internal sealed class GroupTransaction
{
    private readonly IReadOnlyList<PendingChange> _group;
    private readonly IReadOnlyList<SharedRowWrite> _shared;
    private readonly IReadOnlyList<KeyTreeWrite> _keys;
    private readonly IReadOnlyList<Tally> _tallies;
    private readonly int _ownRows;

    /// <summary>A group with what it writes into shared rows, and with the trees and tallies as they will be.</summary>
    public GroupTransaction(
        string partitionKey,
        IReadOnlyList<PendingChange> group,
        IReadOnlyList<SharedRowWrite> shared,
        IReadOnlyList<KeyTreeWrite> keys,
        IReadOnlyList<Tally> tallies)
    {
        (_group, _shared, _keys) = (group, shared, keys);
        _tallies = [.. tallies.Where(tally => !tally.IsEmpty || tally.ETag != default)];
        var actions = group.SelectMany(pending => pending.Change.Actions).ToList();
        _ownRows = actions.Count;
        actions.AddRange(shared.Select(write => write.ToAction(partitionKey)));
        actions.AddRange(keys.Select(write => write.ToAction()));
        actions.AddRange(_tallies.Select(ToAction));
        Actions = actions;
    }

    /// <summary>The actions of the transaction.</summary>
    public IReadOnlyList<TableTransactionAction> Actions { get; }

    /// <summary>Whether an action writes a row that things share.</summary>
    public bool IsShared(int index) => index >= _ownRows && index < _ownRows + _shared.Count;

    /// <summary>Whether an action writes the root of a tree of unique keys.</summary>
    public bool IsKeys(int index) => index >= _ownRows + _shared.Count && index < _ownRows + _shared.Count + _keys.Count;

    /// <summary>
    /// The changes that are refused because of an action. None where it writes a tally or a root, or new things into a row that
    /// others have begun: that row has to be read.
    /// </summary>
    public IReadOnlyList<PendingChange> WhoseIs(int index)
    {
        if (IsShared(index) && _shared[index - _ownRows] is var write && !write.Edits.Any(edit => edit.IsNew))
            return [.. _group.Where(pending => pending.Change.Places.Any(edit => edit.RowKey == write.RowKey))];
        foreach (var pending in _group)
        {
            if (index < pending.Change.Actions.Count)
                return [pending];
            index -= pending.Change.Actions.Count;
        }

        return [];
    }

    /// <summary>Keeps the versions of what was written.</summary>
    public void Written(IReadOnlyList<Response> responses, SharedRowWrites shared, TallySums tallies)
    {
        for (var i = 0; i < Actions.Count; i++)
        {
            if (Actions[i].ActionType != TableTransactionActionType.Delete)
                Actions[i].Entity.ETag = responses[i].Headers.ETag ?? default;
        }

        foreach (var (write, action) in _shared.Zip(Actions.Skip(_ownRows)))
            shared.Written(write, action.Entity.ETag);
        foreach (var (write, action) in _keys.Zip(Actions.Skip(_ownRows + _shared.Count)))
            write.Written(action.Entity.ETag);
        foreach (var tally in _tallies)
            tallies.Written(tally);
    }

    // A tally at zero is the same as none, and takes no room.
    private static TableTransactionAction ToAction(Tally tally) =>
        tally.ETag == default ? new TableTransactionAction(TableTransactionActionType.Add, tally)
        : tally.IsEmpty ? new TableTransactionAction(TableTransactionActionType.Delete, tally, tally.ETag)
        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, tally, tally.ETag);
}
