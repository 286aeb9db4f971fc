namespace Switchboard.Telephony;

/// <summary>
/// How many of the calls that somebody wants they may make from which number, so that no number has more in flight than
/// allowed and nobody starves: while others wait, everybody has at most an equal part, and who has waited longer is
/// served first.
/// </summary>
/// <param name="limit">How many calls may be in flight from a number.</param>
/// <param name="numbers">The numbers that will do for the holder.</param>
/// <param name="waiting">The others who wait.</param>
internal sealed class CallerAllotment(
    int limit, IReadOnlyDictionary<string, CallerNumber> numbers, IReadOnlyList<CallerWish> waiting)
{
    /// <summary>The calls that a holder may make, by number.</summary>
    /// <param name="holder">The holder.</param>
    /// <param name="inFlight">What it has in flight, by number.</param>
    /// <param name="wanted">How many more it wants.</param>
    /// <param name="least">How many it needs at once, or none.</param>
    /// <param name="since">Since when it has waited.</param>
    public Dictionary<string, int> Of(
        string holder, IReadOnlyDictionary<string, int> inFlight, int wanted, int least, DateTimeOffset since)
    {
        var free = numbers.ToDictionary(
            number => number.Key,
            number => Math.Max(limit - number.Value.HeldByOthers(holder) - inFlight.GetValueOrDefault(number.Key), 0));
        var mine = inFlight.Where(calls => numbers.ContainsKey(calls.Key)).Sum(calls => calls.Value);
        var part = EqualPart(mine + wanted);
        var served = waiting.Where(other => IsAhead(other, holder, since) && CanBeServed(other));
        foreach (var ahead in served.OrderBy(other => other.Since))
            Take(free, ahead.OnlyNumber, Math.Min(ahead.Missing, Math.Max(part - HeldBy(ahead.Holder), ahead.Least)));
        var taken = Take(free, null, Math.Min(wanted, Math.Max(part - mine, least)));
        return taken.Values.Sum() >= least ? taken : [];
    }

    /// <summary>
    /// The most that each may have when those who want less leave the rest to the others. Rounded up: a call too many
    /// goes to whoever is first, a free number to nobody.
    /// </summary>
    private int EqualPart(int mine)
    {
        if (waiting.Count == 0)
            return int.MaxValue;

        var holders = waiting.Select(other => other.Holder).ToHashSet();
        var rest = (limit * numbers.Count) - numbers.Values
            .SelectMany(number => number.Holders)
            .Where(share => !holders.Contains(share.Key))
            .Sum(share => share.Value.Calls);
        var wishes = waiting.Select(Wish).Append(mine).Order().ToList();
        var part = 1;
        for (var i = 0; i < wishes.Count; i++)
        {
            part = Math.Max(part, (rest + wishes.Count - i - 1) / (wishes.Count - i));
            if (wishes[i] >= part)
                break;
            rest -= wishes[i];
        }

        return part;
    }

    private int Wish(CallerWish other) => Math.Min(
        HeldBy(other.Holder) + other.Missing,
        other.OnlyNumber is null ? limit * numbers.Count : numbers.ContainsKey(other.OnlyNumber) ? limit : 0);

    private int HeldBy(string holder) => numbers.Values.Sum(number => number.Holders.GetValueOrDefault(holder).Calls);

    /// <summary>Whether the numbers could ever do for somebody; nobody has to wait for who waits in vain.</summary>
    private bool CanBeServed(CallerWish other) =>
        other.Least <= limit * (other.OnlyNumber is null ? numbers.Count : 1);

    private static bool IsAhead(CallerWish other, string holder, DateTimeOffset since) =>
        other.Since < since || (other.Since == since && string.CompareOrdinal(other.Holder, holder) < 0);

    /// <summary>Takes as many as there are, from the number that has most left.</summary>
    private static Dictionary<string, int> Take(Dictionary<string, int> free, string? onlyNumber, int count)
    {
        var taken = new Dictionary<string, int>();
        for (; count > 0; count--)
        {
            var number = onlyNumber ?? free.MaxBy(calls => calls.Value).Key;
            if (free.GetValueOrDefault(number) == 0)
                break;
            free[number]--;
            taken[number] = taken.GetValueOrDefault(number) + 1;
        }

        return taken;
    }
}
