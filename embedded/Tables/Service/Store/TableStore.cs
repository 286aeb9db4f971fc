using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>A row as it lies in the store; its bytes are valid while it is looked at.</summary>
internal readonly ref struct RowView(
    ReadOnlySpan<byte> partitionKey, ReadOnlySpan<byte> rowKey, long version, ReadOnlySpan<byte> properties)
{
    public readonly ReadOnlySpan<byte> PartitionKey = partitionKey;
    public readonly ReadOnlySpan<byte> RowKey = rowKey;
    public readonly long Version = version;
    public readonly ReadOnlySpan<byte> Properties = properties;
}

/// <summary>Looks at one row after the other; false stops.</summary>
internal delegate bool RowVisitor(RowView row);

/// <summary>
/// Tables in SQLite. Commits that arrive while others are being written queue up and share the next transaction;
/// whoever finds nobody writing writes, on his own thread. Reads go past the queue and see all that was acknowledged.
/// </summary>
internal sealed class TableStore : IRowStore, IDisposable
{
    private const int MostCommitsTogether = 256;

    private readonly ConcurrentQueue<RowCommit> _queue = new();
    private readonly List<RowCommit> _group = new(MostCommitsTogether);
    private readonly TableNames _names = new();
    private readonly RowDatabase _writerDatabase;
    private readonly TableWriter _writer;
    private readonly FileStream? _lock;
    private readonly string _connectionString;

    // On disk each reader has a connection, and with it a snapshot. In memory there is one for all, behind the gate.
    private readonly ConcurrentBag<RowDatabase>? _readers;
    private readonly Lock _gate = new();
    private int _writing;
    private int _closing;
    private volatile bool _closed;

    private TableStore(string connectionString, bool shared, FileStream? folderLock, TimeProvider time)
    {
        _connectionString = connectionString;
        _lock = folderLock;
        _readers = shared ? [] : null;
        try
        {
            _writerDatabase = new RowDatabase(connectionString, writes: true);
            _writer = new TableWriter(_writerDatabase, _names, time);
        }
        catch
        {
            folderLock?.Dispose();
            throw;
        }
    }

    /// <summary>The tables' names, in their order.</summary>
    public IReadOnlyList<string> Tables => _names.All;

    /// <summary>When anything was last written, by the clock of that time; the epoch where nothing was.</summary>
    public DateTimeOffset LastWrite => new(_writer.Version, TimeSpan.Zero);

    /// <summary>A store that ends with the process.</summary>
    public static TableStore OpenMemory(TimeProvider time) =>
        new("Data Source=:memory:;Pooling=False", false, null, time);

    /// <summary>The store of a folder, made if it is missing.</summary>
    /// <exception cref="IOException">Another process has it open.</exception>
    public static TableStore Open(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        FileStream folderLock;
        try
        {
            folderLock = new FileStream(
                Path.Combine(folder, "tables.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new IOException($"{Path.GetFullPath(folder)} is in use by another process.", held);
        }

        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "tables.db"),
            Pooling = false,
        };
        return new TableStore(connection.ToString(), true, folderLock, time);
    }

    public bool Exists(string table) => _names.Find(table) is not null;

    /// <summary>The name as it was given when the table was made.</summary>
    public string NameOf(string table) => _names.NameOf(table);

    /// <summary>Writes; the task ends when it is written, or refused as the commit itself then says.</summary>
    public Task WriteAsync(RowCommit commit)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        _queue.Enqueue(commit);
        WriteQueue(commit);
        if (_closed)
            commit.TrySetException(new ObjectDisposedException(nameof(TableStore)));
        return commit.Task;
    }

    /// <inheritdoc />
    public Task CommitAsync(IReadOnlyList<RowWrite> writes) => WriteAsync(new RowWrites(writes));

    /// <summary>Looks at one row; whether there is one.</summary>
    public bool Visit(string table, byte[] partitionKey, byte[] rowKey, RowVisitor visitor)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_names.Find(table) is not { } id)
            return false;

        var database = Rent();
        var get = database.Get;
        try
        {
            if (!get.Bind(1, id).Bind(2, partitionKey).Bind(3, rowKey).Step())
                return false;
            visitor(new RowView(partitionKey, rowKey, get.Int64(0), get.Blob(1)));
            return true;
        }
        finally
        {
            get.Reset();
            Return(database);
        }
    }

    /// <summary>
    /// Looks at rows in order: those whose partition key is in <paramref name="partitions"/> and, where that is one
    /// partition, whose row key is in <paramref name="rows"/>; from <paramref name="start"/> on.
    /// </summary>
    public void Visit(
        string table, KeyRange partitions, KeyRange rows, (byte[] Partition, byte[] Row)? start, RowVisitor visitor)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_names.Find(table) is not { } id || partitions.IsEmpty)
            return;

        var database = Rent();
        try
        {
            if (partitions.IsPoint)
            {
                if (start is { } at)
                {
                    var order = at.Partition.AsSpan().SequenceCompareTo(partitions.From);
                    if (order > 0)
                        return;
                    if (order == 0)
                        rows = rows.And(new KeyRange(at.Row, KeyBytes.End));
                }

                VisitPartition(database, id, partitions.From, rows, visitor);
                return;
            }

            // The rest of the partition at which to start, then the partitions after it.
            if (start is { } from && partitions.Contains(from.Partition))
            {
                if (!VisitPartition(database, id, from.Partition, new KeyRange(from.Row, KeyBytes.End), visitor))
                    return;
                partitions = new KeyRange(KeyBytes.After(from.Partition), partitions.To);
            }
            else if (start is { } before && before.Partition.AsSpan().SequenceCompareTo(partitions.To) >= 0)
            {
                return;
            }

            Visit(database.Span.Bind(1, id).Bind(2, partitions.From).Bind(3, partitions.To), visitor);
        }
        finally
        {
            Return(database);
        }
    }

    /// <inheritdoc />
    public StoredRow? Get(string table, string partitionKey, string rowKey)
    {
        StoredRow? found = null;
        Visit(table, KeyBytes.Of(partitionKey), KeyBytes.Of(rowKey), row =>
        {
            found = new StoredRow(partitionKey, rowKey, row.Properties.ToArray());
            return false;
        });
        return found;
    }

    /// <inheritdoc />
    public IReadOnlyList<StoredRow> Range(
        string table, string partitionKey, string fromRowKey = "", string? toRowKey = null, int limit = int.MaxValue)
    {
        var rows = new List<StoredRow>();
        if (limit <= 0)
            return rows;
        var keys = new KeyRange(KeyBytes.Of(fromRowKey), toRowKey is null ? KeyBytes.End : KeyBytes.Of(toRowKey));
        Visit(table, KeyRange.Point(partitionKey), keys, null, row =>
        {
            rows.Add(new StoredRow(partitionKey, KeyBytes.Text(row.RowKey), row.Properties.ToArray()));
            return rows.Count < limit;
        });
        return rows;
    }

    /// <inheritdoc />
    public IEnumerable<StoredRow> Scan(string table)
    {
        // In pieces, so that nobody waits for whoever enumerates.
        const int piece = 1000;
        (byte[], byte[])? start = null;
        while (true)
        {
            var rows = new List<StoredRow>(piece);
            Visit(table, KeyRange.All, KeyRange.All, start, row =>
            {
                rows.Add(new StoredRow(
                    KeyBytes.Text(row.PartitionKey), KeyBytes.Text(row.RowKey), row.Properties.ToArray()));
                return rows.Count < piece;
            });
            foreach (var row in rows)
                yield return row;
            if (rows.Count < piece)
                yield break;
            start = (KeyBytes.Of(rows[^1].PartitionKey), KeyBytes.After(KeyBytes.Of(rows[^1].RowKey)));
        }
    }

    /// <summary>Closes the database; what was acknowledged is in it. Closing it again does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closing, 1) != 0)
            return;
        _closed = true;
        SpinWait wait = default;
        while (Interlocked.CompareExchange(ref _writing, 1, 0) != 0)
            wait.SpinOnce();

        while (_queue.TryDequeue(out var commit))
            commit.TrySetException(new ObjectDisposedException(nameof(TableStore)));
        while (_readers?.TryTake(out var reader) == true)
            reader.Dispose();
        lock (_gate)
            _writerDatabase.Dispose();
        _lock?.Dispose();
    }

    private static bool VisitPartition(
        RowDatabase database, long table, byte[] partitionKey, KeyRange rows, RowVisitor visitor) =>
        rows.IsEmpty || Visit(
            database.Partition.Bind(1, table).Bind(2, partitionKey).Bind(3, rows.From).Bind(4, rows.To), visitor);

    // Whether the visitor wants more.
    private static bool Visit(Statement rows, RowVisitor visitor)
    {
        try
        {
            while (rows.Step())
            {
                if (!visitor(new RowView(rows.Blob(0), rows.Blob(1), rows.Int64(2), rows.Blob(3))))
                    return false;
            }

            return true;
        }
        finally
        {
            rows.Reset();
        }
    }

    private void WriteQueue(RowCommit? own)
    {
        while (!_queue.IsEmpty && Interlocked.CompareExchange(ref _writing, 1, 0) == 0)
        {
            try
            {
                WriteGroup();
            }
            finally
            {
                Interlocked.Exchange(ref _writing, 0);
            }

            // Others' commits are not written on the thread of someone whose own is done.
            if (own?.Task.IsCompleted == true && !_queue.IsEmpty)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static store => store.WriteQueue(null), this, preferLocal: false);
                return;
            }
        }
    }

    private void WriteGroup()
    {
        var size = 0;
        while (size < MostCommitsTogether && _queue.TryDequeue(out var commit))
        {
            _group.Add(commit);
            size += commit.Size;
        }

        if (_group.Count == 0)
            return;
        if (_readers is null)
        {
            lock (_gate)
                _writer.Write(_group);
        }
        else
        {
            _writer.Write(_group);
        }

        _group.Clear();
    }

    private RowDatabase Rent()
    {
        if (_readers is null)
        {
            _gate.Enter();
            return _writerDatabase;
        }

        return _readers.TryTake(out var reader) ? reader : new RowDatabase(_connectionString, writes: false);
    }

    private void Return(RowDatabase database)
    {
        if (_readers is null)
            _gate.Exit();
        else if (_closed)
            database.Dispose();
        else
            _readers.Add(database);
    }
}
