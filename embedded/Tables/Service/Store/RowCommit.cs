namespace Switchboard.Embedded.Tables.Service;

/// <summary>Something to be written as a whole or not at all, in one transaction with what others write.</summary>
internal abstract class RowCommit() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Roughly how many rows it writes.</summary>
    public abstract int Size { get; }

    /// <summary>Writes; false undoes what it wrote, and nothing of others.</summary>
    public abstract bool Write(TableWriter writer);
}

/// <summary>Conditional operations on one table: what the Table protocol calls an entity group transaction.</summary>
internal sealed class RowTransaction(string table, RowOperation[] operations) : RowCommit
{
    public override int Size => operations.Length;

    public RowOperation[] Operations => operations;

    /// <summary>How it ended; when not <see cref="RowOutcome.Done"/>, because of <see cref="FailedAt"/>.</summary>
    public RowOutcome Outcome { get; private set; }

    public int FailedAt { get; private set; }

    /// <summary>The version each operation gave its row.</summary>
    public long[] Versions { get; } = new long[operations.Length];

    public override bool Write(TableWriter writer)
    {
        if (writer.TableId(table) is not { } id)
        {
            Outcome = RowOutcome.TableNotFound;
            return false;
        }

        for (var i = 0; i < operations.Length; i++)
        {
            Outcome = writer.Write(id, operations[i], out Versions[i]);
            if (Outcome == RowOutcome.Done)
                continue;
            FailedAt = i;
            return false;
        }

        return true;
    }
}

/// <summary>Unconditional writes to any tables, which are made where they are missing.</summary>
internal sealed class RowWrites(IReadOnlyList<RowWrite> writes) : RowCommit
{
    public override int Size => writes.Count;

    public override bool Write(TableWriter writer)
    {
        for (var i = 0; i < writes.Count; i++)
        {
            var write = writes[i];
            var id = writer.TableId(write.Table) ?? writer.AddTable(write.Table);
            var pk = KeyBytes.Of(write.PartitionKey);
            var rk = KeyBytes.Of(write.RowKey);
            writer.Write(
                id,
                write.Properties is { } properties
                    ? new RowOperation(RowAction.Put, pk, rk, properties)
                    : new RowOperation(RowAction.Remove, pk, rk, default),
                out _);
        }

        return true;
    }
}

/// <summary>Makes a table; <see cref="Existed"/> if there was one of that name.</summary>
internal sealed class TableCreation(string name) : RowCommit
{
    public override int Size => 1;

    public bool Existed { get; private set; }

    public override bool Write(TableWriter writer)
    {
        Existed = writer.TableId(name) is not null;
        if (!Existed)
            writer.AddTable(name);
        return true;
    }
}

/// <summary>Takes a table away with its rows; <see cref="Existed"/> if there was one.</summary>
internal sealed class TableDeletion(string name) : RowCommit
{
    public override int Size => 1;

    public bool Existed { get; private set; }

    public override bool Write(TableWriter writer)
    {
        Existed = writer.DropTable(name);
        return true;
    }
}
