using System.Globalization;
using System.Runtime.CompilerServices;

namespace Switchboard.Storage;

/// <summary>
/// How many things of a collection were created, or last changed, in which second. A thing that was never changed counts
/// once for both (<c>w</c>), one that was, in each column on its own (<c>c</c>, <c>m</c>):
/// <code>
/// n                              per million seconds, in the collection's own counters
/// k{family}:{million}            per thousand seconds
/// s{family}:{second}:{segment}   per block of ids, for the ids of a segment
/// </code>
/// None of these is a row a thing: a group of changes that are written together touches three or four.
/// </summary>
internal sealed class TimeIndex(TableClient table, string partitionKey, string prefix, bool changesCount)
{
    private const long Thousand = 1_000;
    private const long Million = Thousand * Thousand;
    private const int SecondDigits = 12;
    private const string Untouched = "w";
    private const string Created = "c";
    private const string Changed = "m";

    private readonly string _totals = $"{prefix}n";
    private readonly LatestKey<(string Family, long Million)> _thousands = new();
    private readonly LatestKey<(string Family, long Second, long Segment)> _seconds = new();

    /// <summary>Whether lists can be ordered and cut by a column.</summary>
    public bool Has(TimeColumn column) => column == TimeColumn.Created || changesCount;

    /// <summary>Counts a new thing, or (−1) one that goes away.</summary>
    public void Count(Change change, ICollected thing, long by)
    {
        if (!changesCount || thing.UpdatedAt == thing.CreatedAt)
        {
            Count(change, Untouched, thing.CreatedAt, thing.Id, by);
        }
        else
        {
            Count(change, Created, thing.CreatedAt, thing.Id, by);
            Count(change, Changed, thing.UpdatedAt, thing.Id, by);
        }
    }

    /// <summary>Counts a changed thing.</summary>
    public void Count(Change change, ICollected before, ICollected after)
    {
        if (before.UpdatedAt == after.UpdatedAt || !changesCount)
            return;
        Count(change, before, -1);
        Count(change, after, +1);
    }

    /// <summary>How many things fall into each million of seconds.</summary>
    public static IEnumerable<(long Million, long Count)> Millions(Tally totals, TimeColumn column) =>
        Families(column).SelectMany(family => totals.Numbered(family).All());

    /// <summary>How many things fall into each thousand of seconds of a million.</summary>
    public async Task<IReadOnlyList<(long Thousand, long Count)>> ThousandsAsync(
        TimeColumn column, long million, CancellationToken cancellation)
    {
        var tallies = await Task.WhenAll(Families(column).Select(async family => (
            Family: family,
            Stored: await table.GetEntityIfExistsAsync<Tally>(
                partitionKey, ThousandsKey((family, million)), cancellationToken: cancellation))));
        return [.. tallies
            .Where(tally => tally.Stored.HasValue)
            .SelectMany(tally => tally.Stored.Value!.Numbered(tally.Family).All())];
    }

    /// <summary>How many things of each block of ids fall into each second of a span.</summary>
    public async IAsyncEnumerable<(long Second, long Block, long Count)> BlocksAsync(
        TimeColumn column, long fromSecond, long toSecond, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var family in Families(column))
        {
            var filter = RowRange.Filter(partitionKey, SecondKey(family, fromSecond), SecondKey(family, toSecond));
            await foreach (var tally in table.QueryAsync<Tally>(filter, 1_000, cancellationToken: cancellation))
            {
                var second = long.Parse(
                    tally.RowKey.AsSpan(prefix.Length + 3, SecondDigits), NumberStyles.None, CultureInfo.InvariantCulture);
                foreach (var (block, count) in tally.Numbered(family).All())
                    yield return (second, block, count);
            }
        }
    }

    /// <summary>The second a moment falls into.</summary>
    public static long SecondOf(long ticks) => ticks / TimeSpan.TicksPerSecond;

    /// <summary>The first second of a thousand, and the first after it.</summary>
    public static (long From, long To) SecondsOf(long thousand) => (thousand * Thousand, (thousand + 1) * Thousand);

    private void Count(Change change, string family, DateTimeOffset at, long id, long by)
    {
        var second = SecondOf(at.UtcTicks);
        var block = Blocks.Of(id);
        change
            .Count(_totals, family, second / Million, by)
            .Count(_thousands.Of((family, second / Million), ThousandsKey), family, second / Thousand, by)
            .Count(_seconds.Of((family, second, Blocks.SegmentOf(id)), SegmentKey), family, block, by);
    }

    private static string[] Families(TimeColumn column) =>
        column == TimeColumn.Created ? [Untouched, Created] : [Untouched, Changed];

    private string ThousandsKey((string Family, long Million) of) => $"{prefix}k{of.Family}:{RowKey.Number(of.Million)}";

    private string SegmentKey((string Family, long Second, long Segment) of) =>
        $"{SecondKey(of.Family, of.Second)}:{RowKey.Number(of.Segment)}";

    private string SecondKey(string family, long second) =>
        $"{prefix}s{family}:{second.ToString("D" + SecondDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)}";
}
