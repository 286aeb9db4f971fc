using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Switchboard.Storage;

/// <summary>What was last known of rows, by row key. Of rows that are not used for long it is forgotten.</summary>
/// <param name="generation">How much is remembered at least; at most, about twice as much is.</param>
/// <param name="size">How much a row is; without it, each is one.</param>
internal sealed class Recent<TValue>(int generation, Func<TValue, int>? size = null)
    where TValue : class
{
    private Dictionary<string, TValue> _recent = [];
    private Dictionary<string, TValue> _older = [];
    private int _recentSize;
    private int _olderSize;

    /// <summary>How much is remembered.</summary>
    public int Size => _recentSize + _olderSize;

    /// <summary>What is known of a row.</summary>
    public bool TryGet(string rowKey, [NotNullWhen(true)] out TValue? value)
    {
        if (_recent.TryGetValue(rowKey, out value))
            return true;
        if (!_older.Remove(rowKey, out value))
            return false;
        _olderSize -= SizeOf(value);
        Set(rowKey, value);
        return true;
    }

    /// <summary>Remembers what is known of a row now.</summary>
    public void Set(string rowKey, TValue value)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_recent, rowKey, out _);
        _recentSize += SizeOf(value) - SizeOf(known);
        known = value;
        if (_recentSize >= generation)
            (_recent, _older, _recentSize, _olderSize) = ([], _recent, 0, _recentSize);
    }

    /// <summary>Forgets a row.</summary>
    public void Remove(string rowKey)
    {
        if (_recent.Remove(rowKey, out var recent))
            _recentSize -= SizeOf(recent);
        if (_older.Remove(rowKey, out var older))
            _olderSize -= SizeOf(older);
    }

    private int SizeOf(TValue? value) => value is null ? 0 : size?.Invoke(value) ?? 1;
}
