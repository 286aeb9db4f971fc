using System.Runtime.InteropServices;

namespace Switchboard.Storage;

/// <summary>
/// Adds up what the changes of a group count, and remembers the tallies of a partition as they were last written or read
/// here.
/// </summary>
internal sealed class TallySums(TableClient table, string partitionKey)
{
    // Some 7 MB. Terms that many things share, such as names or towns, must still be known when the next one has them.
    private readonly Recent<Tally> _known = new(10_000);

    /// <summary>How many rows are remembered.</summary>
    public int Known => _known.Size;

    /// <summary>
    /// The tallies of a group as they will be. One of which nothing is known here is taken for new where it only grows,
    /// as most are: if that is wrong, the storage says so, and all that are not known are read.
    /// </summary>
    public async Task<IReadOnlyList<Tally>> AddUpAsync(IReadOnlyList<PendingChange> group, bool readUnknown)
    {
        var differences = Differences(group);
        var tallies = new List<Tally>(differences.Count);
        var unknown = new List<string>();
        foreach (var (rowKey, counters) in differences)
        {
            if (_known.TryGet(rowKey, out var tally))
                tallies.Add(tally);
            else if (readUnknown || counters.Values.Any(by => by < 0))
                unknown.Add(rowKey);
            else
                tallies.Add(NewTally(rowKey));
        }

        tallies.AddRange(await Task.WhenAll(unknown.Select(ReadAsync)));
        return tallies.ConvertAll(tally => tally.With(differences[tally.RowKey]));
    }

    /// <summary>Remembers a tally that was written, also one at zero: that there is none.</summary>
    public void Written(Tally tally) => _known.Set(tally.RowKey, tally.IsEmpty ? tally with { ETag = default } : tally);

    /// <summary>Forgets the tallies of a group, which somebody else may have changed.</summary>
    public void Forget(IReadOnlyList<PendingChange> group)
    {
        foreach (var rowKey in group.SelectMany(pending => pending.Change.Counts.Keys))
            _known.Remove(rowKey);
    }

    private static IReadOnlyDictionary<string, Dictionary<Counter, long>> Differences(IReadOnlyList<PendingChange> group)
    {
        if (group is [var alone])
            return alone.Change.Counts;
        var differences = new Dictionary<string, Dictionary<Counter, long>>();
        foreach (var (rowKey, counts) in group.SelectMany(pending => pending.Change.Counts))
        {
            if (!differences.TryGetValue(rowKey, out var counters))
                differences.Add(rowKey, counters = []);
            foreach (var (counter, by) in counts)
                CollectionsMarshal.GetValueRefOrAddDefault(counters, counter, out _) += by;
        }

        return differences;
    }

    private Tally NewTally(string rowKey) => new() { PartitionKey = partitionKey, RowKey = rowKey };

    private async Task<Tally> ReadAsync(string rowKey)
    {
        var stored = await table.GetEntityIfExistsAsync<Tally>(partitionKey, rowKey);
        return stored.HasValue ? stored.Value! : NewTally(rowKey);
    }
}
