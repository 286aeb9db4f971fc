using Switchboard.Storage;

namespace Switchboard.Telephony;

/// <summary>Our numbers and the line as they were read, and as they shall be.</summary>
/// <param name="usable">The numbers that whoever asks may call from.</param>
/// <param name="rows">The rows of all numbers that were called from.</param>
/// <param name="line">Who waits.</param>
internal sealed class CallerBook(IReadOnlyList<string> usable, IReadOnlyList<CallerNumber> rows, CallerLine line)
{
    private readonly CallerLine _lineBefore = line;
    private readonly HashSet<string> _changed = [];
    private readonly Dictionary<string, CallerNumber> _numbers = rows
        .Concat(usable.Select(CallerNumber.Unused).ExceptBy(rows.Select(row => row.RowKey), row => row.RowKey))
        .ToDictionary(row => row.Number);

    /// <summary>Who waits.</summary>
    public CallerLine Line { get; set; } = line;

    /// <summary>Every number.</summary>
    public IReadOnlyList<string> Numbers => [.. _numbers.Keys];

    /// <summary>The numbers that whoever asks may call from.</summary>
    public IReadOnlyDictionary<string, CallerNumber> Usable => usable.ToDictionary(number => number, number => _numbers[number]);

    /// <summary>What a ledger has in flight, by number.</summary>
    public IReadOnlyDictionary<string, int> InFlight(Tally tally) =>
        _numbers.Keys.ToDictionary(number => number, number => (int)tally.Of(Ledgers.CallerCounterOf(number)));

    /// <summary>The share that a holder has of a number.</summary>
    public CallerShare ShareOf(string holder, string number) => _numbers[number].Holders.GetValueOrDefault(holder);

    /// <summary>
    /// Some of the others who have shares of usable numbers and may not place calls any more, with these numbers: others
    /// at another moment, if there are many.
    /// </summary>
    public IEnumerable<(string Holder, IReadOnlyList<string> Numbers)> Expired(string holder, DateTimeOffset now, int count)
    {
        var expired = (
            from number in usable
            from share in _numbers[number].Holders
            where share.Key != holder && share.Value.Until <= now
            group number by share.Key).ToList();
        var first = expired.Count > count ? (int)(now.ToUnixTimeSeconds() % expired.Count) : 0;
        return expired.Skip(first).Concat(expired.Take(first)).Take(count)
            .Select(numbers => (numbers.Key, (IReadOnlyList<string>)[.. numbers]));
    }

    /// <summary>Changes a share.</summary>
    public void Change(string number, string holder, CallerShare share)
    {
        _numbers[number] = _numbers[number].With(holder, share);
        _changed.Add(number);
    }

    /// <summary>The rows that have to be written.</summary>
    public IEnumerable<ITableEntity> Changed() =>
        ReferenceEquals(Line, _lineBefore)
            ? _changed.Select(number => _numbers[number])
            : _changed.Select(number => _numbers[number]).Append<ITableEntity>(Line);
}
