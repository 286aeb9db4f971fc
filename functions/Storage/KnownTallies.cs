using System.Diagnostics.CodeAnalysis;

namespace Switchboard.Storage;

/// <summary>
/// The tallies of a partition as they were last written or read here. Those that are not used for long are forgotten,
/// which costs a read at most.
/// </summary>
internal sealed class KnownTallies
{
    // Some 7 MB. Terms that many things share, such as names or towns, must still be known when the next one has them.
    private const int Generation = 10_000;

    private Dictionary<string, Tally> _recent = [];
    private Dictionary<string, Tally> _older = [];

    public bool TryGet(string rowKey, [NotNullWhen(true)] out Tally? tally)
    {
        if (_recent.TryGetValue(rowKey, out tally))
            return true;
        if (!_older.Remove(rowKey, out tally))
            return false;
        Set(tally);
        return true;
    }

    /// <summary>Remembers a tally, also one at zero: that there is none.</summary>
    public void Set(Tally tally)
    {
        _recent[tally.RowKey] = tally;
        if (_recent.Count >= Generation)
            (_recent, _older) = ([], _recent);
    }

    /// <summary>Forgets a tally that somebody else may have changed.</summary>
    public void Remove(string rowKey)
    {
        _recent.Remove(rowKey);
        _older.Remove(rowKey);
    }
}
