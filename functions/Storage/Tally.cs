using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json;

namespace Switchboard.Storage;

/// <summary>
/// A row of counters. Key: the partition of the rows it counts, so that it changes in the same transaction as they do.
/// </summary>
public sealed record Tally : Row
{
    private Dictionary<string, long>? _values;

    /// <summary>The counters as a JSON object; counters at zero are left out.</summary>
    public string Counts { get; set; } = "{}";

    /// <summary>The counters by name.</summary>
    [IgnoreDataMember]
    public IReadOnlyDictionary<string, long> Values => _values ??= Parse();

    /// <summary>The counters whose names are numbers.</summary>
    internal IEnumerable<(long Number, long Count)> Numbered =>
        from entry in Values
        where char.IsAsciiDigit(entry.Key[0])
        select (long.Parse(entry.Key, NumberStyles.None, CultureInfo.InvariantCulture), entry.Value);

    /// <summary>Whether all counters are at zero.</summary>
    internal bool IsEmpty => Values.Count == 0;

    /// <summary>One counter; 0 where it was never changed.</summary>
    public long Of(string name) => Values.GetValueOrDefault(name);

    /// <summary>This tally with the differences added, at the same version.</summary>
    internal Tally With(IEnumerable<KeyValuePair<string, long>> differences)
    {
        var values = new Dictionary<string, long>(Values);
        foreach (var (name, by) in differences)
        {
            var value = values.GetValueOrDefault(name) + by;
            if (value == 0)
                values.Remove(name);
            else
                values[name] = value;
        }

        return this with { Counts = JsonSerializer.Serialize(values), _values = values };
    }

    private Dictionary<string, long> Parse() => JsonSerializer.Deserialize<Dictionary<string, long>>(Counts) ?? [];
}
