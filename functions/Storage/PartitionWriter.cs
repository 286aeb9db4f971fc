using System.Runtime.InteropServices;

namespace Switchboard.Storage;

/// <summary>
/// Writes one partition in groups: while one entity group transaction is in flight, changes that arrive queue up and
/// go out together. A change that cannot be written is refused alone; the others of its group are written.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="partitionKey">The partition.</param>
public sealed class PartitionWriter(TableClient table, string partitionKey)
{
    private const int MaxRows = 100;

    // Each time, one of those who count in the same rows has written: whoever gives up met that many.
    private const int MaxTriesAgainstOthers = 200;

    private readonly Lock _lock = new();
    private readonly Queue<PendingChange> _queue = new();
    private readonly KnownTallies _tallies = new();
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

    /// <summary>Writes <paramref name="change"/>; afterwards its rows carry their new ETags.</summary>
    /// <exception cref="ChangeRejectedException">A row exists, has changed or is gone; nothing was written.</exception>
    /// <exception cref="RequestFailedException">The storage failed; whether anything was written is not known.</exception>
    public Task CommitAsync(Change change)
    {
        var pending = new PendingChange(change);
        if (pending.IsLarger(MaxRows))
            throw new ArgumentException($"A change has more rows than the {MaxRows} of a transaction.", nameof(change));

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
                // Whoever asked for the writes learns of it; what the counters are now is not known.
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
            var group = new List<PendingChange>();
            var rows = new HashSet<string>();
            var tallies = new HashSet<string>();
            while (_queue.TryPeek(out var next) && !next.RowKeys.Any(rows.Contains))
            {
                tallies.UnionWith(next.TallyKeys);
                if (rows.Count + next.Change.Actions.Count + tallies.Count > MaxRows)
                    break;
                rows.UnionWith(next.RowKeys);
                group.Add(_queue.Dequeue());
            }

            if (group.Count > 0)
                return group;
            _writing = false;
            return null;
        }
    }

    private async Task WriteAsync(List<PendingChange> group)
    {
        for (var conflicts = 0; group.Count > 0;)
        {
            var tallies = await AddUpAsync(group, areKnown: conflicts > 0);
            var actions = group.SelectMany(pending => pending.Change.Actions).ToList();
            var rows = actions.Count;
            actions.AddRange(tallies.Where(tally => !tally.IsEmpty || tally.ETag != default).Select(ToAction));
            try
            {
                var responses = (await table.SubmitTransactionAsync(actions)).Value;
                for (var i = 0; i < actions.Count; i++)
                {
                    if (actions[i].ActionType != TableTransactionActionType.Delete)
                        actions[i].Entity.ETag = responses[i].Headers.ETag ?? default;
                }

                foreach (var tally in tallies)
                    _tallies.Set(tally.IsEmpty ? tally with { ETag = default } : tally);
                foreach (var pending in group)
                    pending.Done.SetResult();
                return;
            }
            catch (TableTransactionFailedException refused) when (refused.FailedTransactionActionIndex is { } index)
            {
                if (index < rows)
                {
                    Refuse(group, index, refused);
                    continue;
                }

                // There were such counters already, or another process counted meanwhile: read and try again.
                if (++conflicts == MaxTriesAgainstOthers)
                    throw;
                Forget(group);
            }
            catch (RequestFailedException refused) when (refused.Status is >= 400 and < 500 && group.Count > 1)
            {
                // Too large, or refused for a reason that names no row: find the culprit by halves.
                var half = group.Count / 2;
                await WriteHalfAsync(group[..half]);
                await WriteHalfAsync(group[half..]);
                return;
            }
        }
    }

    private async Task WriteHalfAsync(List<PendingChange> half)
    {
        try
        {
            await WriteAsync(half);
        }
        catch (RequestFailedException exception)
        {
            Forget(half);
            foreach (var pending in half)
                pending.Done.TrySetException(exception);
        }
    }

    private static void Refuse(List<PendingChange> group, int index, RequestFailedException refused)
    {
        foreach (var pending in group)
        {
            if (index >= pending.Change.Actions.Count)
            {
                index -= pending.Change.Actions.Count;
                continue;
            }

            group.Remove(pending);
            pending.Done.SetException(refused.Status is 404 or 409 or 412
                ? new ChangeRejectedException(pending.Change.Actions[index].Entity.RowKey, refused)
                : refused);
            return;
        }
    }

    /// <summary>
    /// The tallies of a group as they will be. One of which nothing is known here is taken for new where it only grows,
    /// as most are: if that is wrong, the storage says so, and all that are not known are read.
    /// </summary>
    private async Task<IReadOnlyList<Tally>> AddUpAsync(List<PendingChange> group, bool areKnown)
    {
        var differences = new Dictionary<string, Dictionary<Counter, long>>();
        foreach (var pending in group)
        {
            foreach (var ((rowKey, counter), by) in pending.Change.Counts)
            {
                if (!differences.TryGetValue(rowKey, out var counters))
                    differences.Add(rowKey, counters = []);
                CollectionsMarshal.GetValueRefOrAddDefault(counters, counter, out _) += by;
            }
        }

        var tallies = new List<Tally>(differences.Count);
        var unknown = new List<string>();
        foreach (var (rowKey, counters) in differences)
        {
            if (_tallies.TryGet(rowKey, out var tally))
                tallies.Add(tally);
            else if (areKnown || counters.Values.Any(by => by < 0))
                unknown.Add(rowKey);
            else
                tallies.Add(NewTally(rowKey));
        }

        tallies.AddRange(await Task.WhenAll(unknown.Select(ReadAsync)));
        return tallies.ConvertAll(tally => tally.With(differences[tally.RowKey]));
    }

    private void Forget(List<PendingChange> group)
    {
        foreach (var rowKey in group.SelectMany(pending => pending.TallyKeys))
            _tallies.Remove(rowKey);
    }

    private Tally NewTally(string rowKey) => new() { PartitionKey = partitionKey, RowKey = rowKey };

    private async Task<Tally> ReadAsync(string rowKey)
    {
        var stored = await table.GetEntityIfExistsAsync<Tally>(partitionKey, rowKey);
        return stored.HasValue ? stored.Value! : NewTally(rowKey);
    }

    // A tally at zero is the same as none, and takes no room.
    private static TableTransactionAction ToAction(Tally tally) =>
        tally.ETag == default ? new TableTransactionAction(TableTransactionActionType.Add, tally)
        : tally.IsEmpty ? new TableTransactionAction(TableTransactionActionType.Delete, tally, tally.ETag)
        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, tally, tally.ETag);
}
