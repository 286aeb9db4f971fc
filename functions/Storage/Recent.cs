using System.Diagnostics.CodeAnalysis;

namespace Switchboard.Storage;

/// <summary>What was last known of rows, by row key. Of rows that are not used for long it is forgotten.</summary>
/// <param name="generation">How many are remembered at least; at most twice as many are.</param>
internal sealed class Recent<TValue>(int generation)
    where TValue : class
{
    private Dictionary<string, TValue> _recent = [];
    private Dictionary<string, TValue> _older = [];

    /// <summary>How many rows something is known of.</summary>
    public int Count => _recent.Count + _older.Count;

    /// <summary>What is known of a row.</summary>
    public bool TryGet(string rowKey, [NotNullWhen(true)] out TValue? value)
    {
        if (_recent.TryGetValue(rowKey, out value))
            return true;
        if (!_older.Remove(rowKey, out value))
            return false;
        Set(rowKey, value);
        return true;
    }

    /// <summary>Remembers what is known of a row now.</summary>
    public void Set(string rowKey, TValue value)
    {
        _recent[rowKey] = value;
        if (_recent.Count >= generation)
            (_recent, _older) = ([], _recent);
    }

    /// <summary>Forgets a row.</summary>
    public void Remove(string rowKey)
    {
        _recent.Remove(rowKey);
        _older.Remove(rowKey);
    }
}
