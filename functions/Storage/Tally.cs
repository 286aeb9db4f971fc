using System.Runtime.Serialization;
using System.Text.Json;

namespace Switchboard.Storage;

/// <summary>
/// A row of counters. Key: the partition of the rows it counts, so that it changes in the same transaction as they do.
/// </summary>
public sealed record Tally : Row
{
    // A string property has room for so many characters.
    private const int Longest = 32_768;

    private Content? _content;

    /// <summary>
    /// The counters as a JSON object: those with a name as numbers, those that are numbered as text
    /// (<see cref="CountRuns"/>). Counters at zero are left out.
    /// </summary>
    public string Counts { get; set; } = "{}";

    /// <summary>The counters that have a name of their own.</summary>
    [IgnoreDataMember]
    public IReadOnlyDictionary<string, long> Values => Read().Named;

    /// <summary>Whether all counters are at zero.</summary>
    internal bool IsEmpty => Read().Named.Count == 0 && Read().Numbered.Count == 0;

    /// <summary>One counter; 0 where it was never changed.</summary>
    public long Of(string name) => Read().Named.GetValueOrDefault(name);

    /// <summary>The counters that are numbered, of a name.</summary>
    internal CountRuns Numbered(string name) => Read().Numbered.GetValueOrDefault(name) ?? CountRuns.Zero;

    /// <summary>This tally with the differences added, at the same version.</summary>
    /// <exception cref="InvalidOperationException">So many different counters do not fit a row.</exception>
    internal Tally With(IEnumerable<KeyValuePair<Counter, long>> differences)
    {
        var named = new Dictionary<string, long>(Read().Named);
        var numbered = new Dictionary<string, CountRuns>(Read().Numbered);
        foreach (var difference in differences.GroupBy(one => (one.Key.Name, IsNumbered: one.Key.Number is not null)))
        {
            var name = difference.Key.Name;
            if (difference.Key.IsNumbered)
                Set(numbered, name, Numbered(name).With(difference.Select(one => (one.Key.Number!.Value, one.Value))), runs => runs.IsZero);
            else
                Set(named, name, Of(name) + difference.Sum(one => one.Value), count => count == 0);
        }

        var content = new Content(named, numbered);
        var counts = content.Write();
        return counts.Length <= Longest
            ? this with { Counts = counts, _content = content }
            : throw new InvalidOperationException(
                $"The counters of {RowKey} in partition {PartitionKey} would be {counts.Length} characters long; a row takes {Longest}.");
    }

    private static void Set<TValue>(Dictionary<string, TValue> values, string name, TValue value, Func<TValue, bool> isZero)
    {
        if (isZero(value))
            values.Remove(name);
        else
            values[name] = value;
    }

    private Content Read() => _content ??= Content.Read(Counts);

    private sealed record Content(Dictionary<string, long> Named, Dictionary<string, CountRuns> Numbered)
    {
        public static Content Read(string counts)
        {
            var content = new Content([], []);
            using var json = JsonDocument.Parse(counts);
            foreach (var counter in json.RootElement.EnumerateObject())
            {
                if (counter.Value.ValueKind == JsonValueKind.String)
                    content.Numbered.Add(counter.Name, CountRuns.Parse(counter.Value.GetString()));
                else
                    content.Named.Add(counter.Name, counter.Value.GetInt64());
            }

            return content;
        }

        public string Write()
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                foreach (var (name, count) in Named)
                    json.WriteNumber(name, count);
                foreach (var (name, runs) in Numbered)
                    json.WriteString(name, runs.ToString());
                json.WriteEndObject();
            }

            return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        }
    }
}
