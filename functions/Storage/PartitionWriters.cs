using System.Collections.Concurrent;

namespace Switchboard.Storage;

/// <summary>The writers of this process, one a partition, so that all who write a partition share its groups.</summary>
public sealed class PartitionWriters
{
    private const int Kept = 200;

    // Some 75 MB, as tallies, rows and keys are.
    private const int MostKnownRows = 75_000;

    private readonly ConcurrentDictionary<(string Table, string PartitionKey), PartitionWriter> _writers = new();

    /// <summary>The writer of a partition.</summary>
    public PartitionWriter For(TableClient table, string partitionKey)
    {
        if (_writers.TryGetValue((table.Name, partitionKey), out var known))
            return known;
        if (_writers.Count >= Kept || _writers.Values.Sum(writer => writer.KnownRows) > MostKnownRows)
            DropIdle();
        return _writers.GetOrAdd((table.Name, partitionKey), key => new PartitionWriter(table, key.PartitionKey));
    }

    // A writer remembers its counters and rows, which is worth a read or two: nothing is lost with it. Two writers of one
    // partition would only meet as two processes do.
    private void DropIdle()
    {
        foreach (var (key, writer) in _writers)
        {
            if (writer.IsIdle)
                _writers.TryRemove(key, out _);
        }
    }
}
