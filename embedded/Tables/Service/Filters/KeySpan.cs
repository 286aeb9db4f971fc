namespace Switchboard.Embedded.Tables.Service;

/// <summary>Rows of some partitions; where those are one, only the rows with these keys.</summary>
internal readonly record struct KeySpan(KeyRange Partitions, KeyRange Rows)
{
    public static readonly KeySpan All = new(KeyRange.All, KeyRange.All);

    private bool IsEmpty => Partitions.IsEmpty || Rows.IsEmpty;

    /// <summary>What is in both.</summary>
    public KeySpan And(KeySpan other) => new(Partitions.And(other.Partitions), Rows.And(other.Rows));

    /// <summary>
    /// The same rows, each in one span only and in their order. Spans of more than one partition overlap in ways that
    /// no order of looking at them mends: with such among them, what they have around them takes their place.
    /// </summary>
    public static IReadOnlyList<KeySpan> InOrder(IReadOnlyList<KeySpan> spans)
    {
        var some = spans.Where(span => !span.IsEmpty).ToList();
        if (some.Count < 2)
            return some;
        if (!some.TrueForAll(span => span.Partitions.IsPoint))
            return [some.Aggregate((all, span) => new(all.Partitions.Or(span.Partitions), all.Rows.Or(span.Rows)))];

        some.Sort(static (a, b) =>
        {
            var order = a.Partitions.From.AsSpan().SequenceCompareTo(b.Partitions.From);
            return order != 0 ? order : a.Rows.From.AsSpan().SequenceCompareTo(b.Rows.From);
        });
        var merged = new List<KeySpan> { some[0] };
        foreach (var span in some.Skip(1))
        {
            var last = merged[^1];
            if (last.Partitions.From.AsSpan().SequenceEqual(span.Partitions.From)
                && last.Rows.To.AsSpan().SequenceCompareTo(span.Rows.From) >= 0)
            {
                merged[^1] = last with { Rows = last.Rows.Or(span.Rows) };
            }
            else
            {
                merged.Add(span);
            }
        }

        return merged;
    }
}
