namespace Switchboard.Storage;

/// <summary>
/// Writes one partition in groups: while one entity group transaction is in flight, changes that arrive queue up and
/// go out together. A change that cannot be written is refused alone; the others of its group are written.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="partitionKey">The partition.</param>
public sealed class PartitionWriter(TableClient table, string partitionKey)
{
    // Each time, one of those who count in the same rows has written: whoever gives up met that many.
    private const int MaxTriesAgainstOthers = 200;

    // So many keys take as much memory as a row.
    private const int KeysPerRow = 40;

    private readonly Lock _lock = new();
    private readonly Queue<PendingChange> _queue = new();
    private readonly TallySums _tallies = new(table, partitionKey);
    private readonly SharedRowWrites _shared = new(table, partitionKey);
    private bool _writing;

    /// <summary>Whether nothing is queued or in flight.</summary>
    internal bool IsIdle
    {
        get
        {
            lock (_lock)
                return !_writing;
        }
    }

    /// <summary>How many rows it remembers, about.</summary>
    internal int KnownRows => _tallies.Known + _shared.Known + (Keys.Known / KeysPerRow);

    /// <summary>The unique keys of the partition that lie in trees.</summary>
    internal KeyTrees Keys { get; } = new(table, partitionKey);

    /// <summary>Writes <paramref name="change"/>; afterwards its rows carry their new ETags.</summary>
    /// <exception cref="ChangeRejectedException">A row exists, has changed or is gone; nothing was written.</exception>
    /// <exception cref="RequestFailedException">The storage failed; whether anything was written is not known.</exception>
    public Task CommitAsync(Change change)
    {
        if (change.Rows > Change.MaxRows)
            throw new ArgumentException($"A change has more rows than the {Change.MaxRows} of a transaction.", nameof(change));

        var pending = new PendingChange(change);
        bool start;
        lock (_lock)
        {
            _queue.Enqueue(pending);
            start = !_writing;
            _writing = true;
        }

        if (start)
            _ = WriteQueueAsync();
        return pending.Done.Task;
    }

    private async Task WriteQueueAsync()
    {
        while (true)
        {
            // Whoever is about to ask for a write does so first: a store that answers at once would otherwise be
            // asked to write one change at a time.
            await Task.Yield();
            if (NextGroup() is not { } group)
                return;
            try
            {
                await WriteAsync(group);
            }
            catch (Exception exception)
            {
                // Whoever asked for the writes learns of it; what the rows are now is not known.
                Forget(group);
                foreach (var pending in group)
                    pending.Done.TrySetException(exception);
            }
        }
    }

    /// <summary>As many queued changes as fit one transaction, in order; null (and no longer writing) when none is left.</summary>
    private List<PendingChange>? NextGroup()
    {
        lock (_lock)
        {
            var group = new ChangeGroup(_shared.VersionFor);
            while (_queue.TryPeek(out var next) && group.TryAdd(next))
                _queue.Dequeue();
            if (group.Changes.Count > 0)
                return group.Changes;
            _writing = false;
            return null;
        }
    }

    private async Task WriteAsync(List<PendingChange> group)
    {
        var (readShared, readTallies) = (false, false);
        for (var conflicts = 0; ;)
        {
            if (await _shared.LearnAsync(group, readShared) && Apart(group) is var (first, others) && others.Count > 0)
            {
                await WritePartAsync(first);
                await WritePartAsync(others);
                return;
            }

            var holders = await Keys.FindAsync(group);
            RefuseTaken(group, holders);
            if (group.Count == 0)
                return;
            var tallies = await _tallies.AddUpAsync(group, readTallies);
            var transaction = new GroupTransaction(partitionKey, group, _shared.Compose(group), holders.Compose(group), tallies);
            try
            {
                if (transaction.Actions.Count > 0)
                    transaction.Written((await table.SubmitTransactionAsync(transaction.Actions)).Value, _shared, _tallies);
                foreach (var pending in group)
                    pending.Done.SetResult();
                return;
            }
            catch (TableTransactionFailedException refused) when (refused.FailedTransactionActionIndex is { } index)
            {
                if (transaction.WhoseIs(index) is { Count: > 0 } culprits)
                {
                    foreach (var pending in culprits)
                        Refuse(pending, transaction.Actions[index].Entity.RowKey, refused);
                    _shared.Forget(culprits);
                    group.RemoveAll(culprits.Contains);
                    continue;
                }

                // There were such rows already, or another process wrote them meanwhile: read and try again.
                if (++conflicts == MaxTriesAgainstOthers)
                    throw;
                if (transaction.IsShared(index))
                {
                    readShared = true;
                    _shared.Forget(group);
                }
                else if (transaction.IsKeys(index))
                {
                    Keys.Forget(group);
                }
                else
                {
                    readTallies = true;
                    _tallies.Forget(group);
                }
            }
            catch (RequestFailedException refused) when (refused.Status is >= 400 and < 500 && group.Count > 1)
            {
                // Too large, or refused for a reason that names no row: find the culprit by halves.
                var half = group.Count / 2;
                await WritePartAsync(group[..half]);
                await WritePartAsync(group[half..]);
                return;
            }
        }
    }

    private async Task WritePartAsync(List<PendingChange> part)
    {
        try
        {
            await WriteAsync(part);
        }
        catch (RequestFailedException exception)
        {
            Forget(part);
            foreach (var pending in part)
                pending.Done.TrySetException(exception);
        }
    }

    /// <summary>A group whose rows are known better now: what still goes out together, and the others.</summary>
    private (List<PendingChange> Together, List<PendingChange> Others) Apart(List<PendingChange> group)
    {
        var together = new ChangeGroup(_shared.VersionFor);
        var others = group.Where(pending => !together.TryAdd(pending)).ToList();
        return (together.Changes, others);
    }

    private void RefuseTaken(List<PendingChange> group, KeyHolders holders) => group.RemoveAll(pending =>
    {
        var obstacle = _shared.TakenRow(pending.Change) is { } rowKey
            ? new ChangeRejectedException([rowKey], 409)
            : holders.Obstacle(pending.Change);
        if (obstacle is not null)
            pending.Done.SetException(obstacle);
        return obstacle is not null;
    });

    private static void Refuse(PendingChange pending, string rowKey, RequestFailedException refused) =>
        pending.Done.SetException(refused.Status is 404 or 409 or 412
            ? new ChangeRejectedException([rowKey], refused.Status, refused)
            : refused);

    private void Forget(IReadOnlyList<PendingChange> group)
    {
        _tallies.Forget(group);
        _shared.Forget(group);
        Keys.Forget(group);
    }
}
