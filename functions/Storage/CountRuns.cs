using System.Globalization;
using System.Text;

namespace Switchboard.Storage;

/// <summary>
/// Counters that are numbered, such as those of blocks of ids. Neighbours are mostly equal, so they are kept as runs:
/// <c>3:20x7 19 40:5</c> says that 3 to 9 are at 20, 10 at 19 and 40 at 5. All others are at zero. Thousands of counters
/// are a short text in which nothing has to be looked up. Where all are at one and have few neighbours, they are bits
/// instead: <c>*1000:</c> and, in Base64, which of the counters from 1000 on are at one.
/// </summary>
internal sealed class CountRuns
{
    /// <summary>All counters at zero.</summary>
    public static readonly CountRuns Zero = new([]);

    private const char Bits = '*';

    // About so many characters a run takes, and a character of Base64 has as many bits.
    private const int CharactersPerRun = 8;
    private const int BitsPerCharacter = 6;

    private readonly List<Run> _runs;

    private CountRuns(List<Run> runs) => _runs = runs;

    /// <summary>Whether all counters are at zero.</summary>
    public bool IsZero => _runs.Count == 0;

    /// <summary>The sum of all counters.</summary>
    public long Sum => _runs.Sum(run => run.Length * run.Count);

    /// <summary>Some neighbours that are all at one count; all others are at zero.</summary>
    public static CountRuns Of(long first, long length, long count) => new([new Run(first, length, count)]);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static CountRuns Parse(ReadOnlySpan<char> text)
    {
        var runs = new List<Run>();
        if (text.StartsWith(Bits))
        {
            AddBits(runs, text[1..]);
            return new CountRuns(runs);
        }

        var next = 0L;
        foreach (var range in text.Split(' '))
        {
            var token = text[range];
            var colon = token.IndexOf(':');
            var times = token.IndexOf('x');
            if (colon > 0)
                next = Number(token[..colon]);
            var count = Number(times < 0 ? token[(colon + 1)..] : token[(colon + 1)..times]);
            var length = times < 0 ? 1 : Number(token[(times + 1)..]);
            runs.Add(new Run(next, length, count));
            next += length;
        }

        return new CountRuns(runs);
    }

    /// <summary>The counters that are not at zero, ascending.</summary>
    public IEnumerable<(long Number, long Count)> All()
    {
        foreach (var (first, length, count) in _runs)
        {
            for (var number = first; number < first + length; number++)
                yield return (number, count);
        }
    }

    /// <summary>These counters without the first, or the last, that are not more than <paramref name="skip"/> together.</summary>
    /// <param name="skip">How much may be left out; afterwards, how much of it is still to be.</param>
    /// <param name="fromEnd">The last, not the first.</param>
    public CountRuns Without(ref long skip, bool fromEnd)
    {
        var (start, end) = (0, _runs.Count);
        while (start < end && skip >= Next().Length * Next().Count)
        {
            skip -= Next().Length * Next().Count;
            (start, end) = fromEnd ? (start, end - 1) : (start + 1, end);
        }

        var rest = _runs[start..end];
        if (rest.Count == 0)
            return Zero;
        var at = fromEnd ? rest.Count - 1 : 0;
        var (first, length, count) = rest[at];
        var left = skip / count;
        skip -= left * count;
        rest[at] = new Run(fromEnd ? first : first + left, length - left, count);
        return new CountRuns(rest);

        Run Next() => fromEnd ? _runs[end - 1] : _runs[start];
    }

    /// <summary>These counters with differences added.</summary>
    public CountRuns With(IEnumerable<(long Number, long By)> differences)
    {
        var runs = new List<Run>(_runs);
        foreach (var (number, by) in differences)
            Add(runs, number, by);
        return new CountRuns(runs);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (_runs.Count > 1 && _runs.Count * CharactersPerRun * BitsPerCharacter > _runs[^1].End - _runs[0].First
            && _runs.TrueForAll(run => run.Count == 1))
        {
            return ToBits();
        }

        var text = new StringBuilder();
        var next = 0L;
        foreach (var (first, length, count) in _runs)
        {
            if (text.Length > 0)
                text.Append(' ');
            if (text.Length == 0 || first != next)
                text.Append(CultureInfo.InvariantCulture, $"{first}:");
            text.Append(CultureInfo.InvariantCulture, $"{count}");
            if (length > 1)
                text.Append(CultureInfo.InvariantCulture, $"x{length}");
            next = first + length;
        }

        return text.ToString();
    }

    private string ToBits()
    {
        var first = _runs[0].First;
        var bits = new byte[(_runs[^1].End - first + 7) / 8];
        foreach (var (number, _) in All())
            bits[(number - first) / 8] |= (byte)(1 << (int)((number - first) % 8));
        return string.Create(CultureInfo.InvariantCulture, $"{Bits}{first}:{Convert.ToBase64String(bits)}");
    }

    private static void AddBits(List<Run> runs, ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        var first = Number(text[..colon]);
        var bits = new byte[text.Length];
        if (!Convert.TryFromBase64Chars(text[(colon + 1)..], bits, out var length))
            throw new FormatException("The bits of counters are not in Base64.");
        for (var i = 0; i < length * 8; i++)
        {
            if ((bits[i / 8] & (1 << (i % 8))) == 0)
                continue;
            if (runs.Count > 0 && runs[^1].End == first + i)
                runs[^1] = runs[^1] with { Length = runs[^1].Length + 1 };
            else
                runs.Add(new Run(first + i, 1, 1));
        }
    }

    /// <summary>Cuts the counter out of its run, and lets it grow together with its neighbours again.</summary>
    private static void Add(List<Run> runs, long number, long by)
    {
        var at = FirstFrom(runs, number);
        var count = by;
        if (at < runs.Count && runs[at].First <= number)
        {
            var (first, length, before) = runs[at];
            count += before;
            runs.RemoveAt(at);
            if (number + 1 < first + length)
                runs.Insert(at, new Run(number + 1, first + length - number - 1, before));
            if (first < number)
                runs.Insert(at++, new Run(first, number - first, before));
        }

        if (count == 0)
            return;
        runs.Insert(at, new Run(number, 1, count));
        Join(runs, at);
        if (at > 0)
            Join(runs, at - 1);
    }

    private static void Join(List<Run> runs, int at)
    {
        if (at + 1 >= runs.Count)
            return;
        var (run, next) = (runs[at], runs[at + 1]);
        if (run.End != next.First || run.Count != next.Count)
            return;
        runs[at] = run with { Length = run.Length + next.Length };
        runs.RemoveAt(at + 1);
    }

    /// <summary>The first run that does not end before a number.</summary>
    private static int FirstFrom(List<Run> runs, long number)
    {
        var (low, high) = (0, runs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (runs[middle].End <= number)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static long Number(ReadOnlySpan<char> text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private readonly record struct Run(long First, long Length, long Count)
    {
        public long End => First + Length;
    }
}
