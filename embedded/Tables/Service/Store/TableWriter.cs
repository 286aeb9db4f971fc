namespace Switchboard.Embedded.Tables.Service;

/// <summary>
/// The one who writes: groups of commits into one transaction each. Not safe for two threads; <see cref="TableStore"/>
/// lets one in at a time.
/// </summary>
internal sealed class TableWriter
{
    private readonly RowDatabase _database;
    private readonly TableNames _names;
    private readonly TimeProvider _time;
    private readonly List<(string Name, long? Id)> _renamed = [];
    private long _version;

    public TableWriter(RowDatabase database, TableNames names, TimeProvider time)
    {
        _database = database;
        _names = names;
        _time = time;
        _version = ReadVersion();
        ReadTables();
    }

    /// <summary>The version of the last row written: a moment in ticks.</summary>
    public long Version => _version;

    /// <summary>Writes all of <paramref name="commits"/> durably and then tells their owners.</summary>
    public void Write(List<RowCommit> commits)
    {
        try
        {
            _database.Begin.Run();
            if (WriteAll(commits))
            {
                _database.SetVersion.Bind(1, _version).Run();
                _database.Commit.Run();
            }
            else
            {
                GiveUp();
            }
        }
        catch (Exception failure)
        {
            // A full disk, say: nobody's commit took place.
            GiveUp();
            foreach (var commit in commits)
                commit.TrySetException(failure);
            return;
        }

        _renamed.Clear();
        foreach (var commit in commits)
            commit.TrySetResult();
    }

    public long? TableId(string name) => _names.Find(name);

    public long AddTable(string name)
    {
        var id = _names.NextId();
        _database.AddTable.Bind(1, id).Bind(2, name).Run();
        _renamed.Add((name, null));
        _names.Set(name, id);
        return id;
    }

    public bool DropTable(string name)
    {
        if (_names.Find(name) is not { } id)
            return false;
        _database.DropRows.Bind(1, id).Run();
        _database.DropTable.Bind(1, id).Run();
        _renamed.Add((_names.NameOf(name), id));
        _names.Set(name, null);
        return true;
    }

    public RowOutcome Write(long table, in RowOperation operation, out long version)
    {
        // Versions are moments and never repeat, even on a clock that stands still.
        version = _version = Math.Max(_version + 1, _time.GetUtcNow().UtcTicks);
        var (pk, rk) = (operation.PartitionKey, operation.RowKey);
        switch (operation.Action)
        {
            case RowAction.Insert:
                return Bind(_database.Insert, table, operation, version, operation.Properties.Span).Run() == 1
                    ? RowOutcome.Done
                    : RowOutcome.AlreadyExists;
            case RowAction.Put:
                Bind(_database.Put, table, operation, version, operation.Properties.Span).Run();
                return RowOutcome.Done;
            case RowAction.Remove:
                _database.Delete.Bind(1, table).Bind(2, pk).Bind(3, rk).Run();
                return RowOutcome.Done;
            default:
                return Change(table, operation, version);
        }
    }

    private static Statement Bind(
        Statement statement, long table, in RowOperation operation, long version, ReadOnlySpan<byte> properties) =>
        statement.Bind(1, table).Bind(2, operation.PartitionKey).Bind(3, operation.RowKey).Bind(4, version)
            .Bind(5, properties);

    /// <summary>Writes what is not refused; false where nothing is to be kept.</summary>
    private bool WriteAll(List<RowCommit> commits)
    {
        // One alone needs no savepoint, which would copy every page it changes once more.
        if (commits is [var only])
            return only.Write(this);
        foreach (var commit in commits)
            WriteOne(commit);
        return true;
    }

    private void WriteOne(RowCommit commit)
    {
        // A commit of one operation is refused before it has written anything.
        if (commit.Size == 1)
        {
            commit.Write(this);
            return;
        }

        _database.Savepoint.Run();
        var renamed = _renamed.Count;
        if (!commit.Write(this))
        {
            _database.Undo.Run();
            RestoreNames(renamed);
        }

        _database.Release.Run();
    }

    // Operations that look at what is there.
    private RowOutcome Change(long table, in RowOperation operation, long version)
    {
        var get = _database.Get.Bind(1, table).Bind(2, operation.PartitionKey).Bind(3, operation.RowKey);
        try
        {
            var exists = get.Step();
            if (!exists && operation.Action != RowAction.PutMerged)
                return RowOutcome.NotFound;
            if (operation.IfVersion is { } expected && get.Int64(0) != expected)
                return RowOutcome.ConditionNotMet;

            if (operation.Action == RowAction.Delete)
            {
                get.Reset();
                _database.Delete.Bind(1, table).Bind(2, operation.PartitionKey).Bind(3, operation.RowKey).Run();
                return RowOutcome.Done;
            }

            var properties = operation.Properties.Span;
            if (exists && operation.Action is (RowAction.Merge or RowAction.PutMerged))
            {
                var outcome = RowMerge.Merge(
                    get.Blob(1), properties, operation.PartitionKey, operation.RowKey, out properties);
                if (outcome != RowOutcome.Done)
                    return outcome;
            }

            get.Reset();
            Bind(_database.Put, table, operation, version, properties).Run();
            return RowOutcome.Done;
        }
        finally
        {
            get.Reset();
        }
    }

    private void GiveUp()
    {
        try
        {
            _database.Rollback.Run();
        }
        catch (IOException)
        {
            // There is no transaction: BEGIN was what failed, or SQLite has already rolled back.
        }

        RestoreNames(0);
    }

    private void RestoreNames(int from)
    {
        for (var i = _renamed.Count - 1; i >= from; i--)
            _names.Set(_renamed[i].Name, _renamed[i].Id);
        _renamed.RemoveRange(from, _renamed.Count - from);
    }

    private long ReadVersion()
    {
        _database.Version.Step();
        var version = _database.Version.Int64(0);
        _database.Version.Reset();
        return version;
    }

    private void ReadTables()
    {
        while (_database.Tables.Step())
            _names.Set(_database.Tables.Text(1), _database.Tables.Int64(0));
        _database.Tables.Reset();
    }
}
