using System.Collections.Concurrent;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>The tables there are, by name without regard to case. One thread changes them, all read them.</summary>
internal sealed class TableNames
{
    private readonly ConcurrentDictionary<string, (string Name, long Id)> _tables =
        new(StringComparer.OrdinalIgnoreCase);

    private long _lastId;

    /// <summary>The names as they were given, in their order.</summary>
    public IReadOnlyList<string> All =>
        [.. _tables.Values.Select(table => table.Name).Order(StringComparer.OrdinalIgnoreCase)];

    public long? Find(string name) => _tables.TryGetValue(name, out var table) ? table.Id : null;

    /// <summary>The name as it was given when the table was made.</summary>
    public string NameOf(string name) => _tables.TryGetValue(name, out var table) ? table.Name : name;

    public long NextId() => _lastId + 1;

    public void Set(string name, long? id)
    {
        if (id is { } known)
        {
            _lastId = Math.Max(_lastId, known);
            _tables[name] = (name, known);
        }
        else
        {
            _tables.TryRemove(name, out _);
        }
    }
}
