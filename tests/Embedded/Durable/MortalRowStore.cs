using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.Durable;

/// <summary>
/// Rows of a process that can die: at some commit it stops for good, without an answer. The next process finds what had
/// been committed.
/// </summary>
internal sealed class MortalRowStore(IRowStore rows) : IRowStore
{
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _underWay = [];
    private readonly Lock _lock = new();
    private int _failures;

    /// <summary>How many commits are still made; null for all.</summary>
    public int? CommitsLeft { get; set; }

    public int Commits { get; private set; }

    public int RowsWritten { get; private set; }

    /// <summary>Completes at the commit that is not made any more.</summary>
    public Task Died => _died.Task;

    /// <summary>Dies, and gives what the next process finds.</summary>
    public async Task<MortalRowStore> SurvivorAsync()
    {
        Task[] underWay;
        lock (_lock)
        {
            CommitsLeft = 0;
            underWay = [.. _underWay];
        }

        await Task.WhenAll(underWay);
        return new(rows);
    }

    /// <summary>Makes the next commits fail.</summary>
    public void FailCommits(int count)
    {
        lock (_lock)
            _failures = count;
    }

    public int Count(string table) => Scan(table).Count();

    public StoredRow? Get(string table, string partitionKey, string rowKey) => rows.Get(table, partitionKey, rowKey);

    public IReadOnlyList<StoredRow> Range(
        string table, string partitionKey, string fromRowKey = "", string? toRowKey = null, int limit = int.MaxValue) =>
        rows.Range(table, partitionKey, fromRowKey, toRowKey, limit);

    public IEnumerable<StoredRow> Scan(string table) => rows.Scan(table);

    public Task CommitAsync(IReadOnlyList<RowWrite> writes)
    {
        lock (_lock)
        {
            if (_failures > 0)
            {
                _failures--;
                return Task.FromException(new IOException("The disk is full."));
            }

            if (CommitsLeft == 0)
            {
                _died.TrySetResult();
                return new TaskCompletionSource().Task;
            }

            CommitsLeft--;
            Commits++;
            RowsWritten += writes.Count;
            var commit = rows.CommitAsync(writes);
            if (!commit.IsCompleted)
                _underWay.Add(commit);
            _underWay.RemoveAll(one => one.IsCompleted);
            return commit;
        }
    }
}
