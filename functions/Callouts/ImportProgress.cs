namespace Switchboard.Callouts;

/// <summary>
/// How far an import is. Of rejected lines it keeps those since the last report, and the first thousand of all: an import
/// of any length, rejected line by line, stays small.
/// </summary>
public sealed class ImportProgress
{
    /// <summary>How many rejected lines are kept with their reasons.</summary>
    public const int MostRejectedLines = 1_000;

    private readonly Lock _lock = new();
    private readonly long[] _changes = new long[Enum.GetValues<Upsert>().Length];
    private readonly List<RejectedLine> _first = [];
    private List<RejectedLine> _latest = [];
    private long _latestLeftOut;
    private long _lines;
    private long _rejected;
    private long _known;
    private bool _manyAreKnown;

    /// <summary>Whether more than a tenth of the latest lines were about contacts that were there already.</summary>
    public bool ManyAreKnown
    {
        get
        {
            lock (_lock)
                return _manyAreKnown;
        }
    }

    /// <summary>Counts lines that led to something.</summary>
    public void Count(Upsert change, int lines)
    {
        lock (_lock)
            _changes[(int)change] += lines;
    }

    /// <summary>Counts a line that was refused.</summary>
    public void Reject(long line, ValidationErrors errors)
    {
        var rejected = new RejectedLine(line, errors.Messages);
        lock (_lock)
        {
            _rejected++;
            if (_first.Count < MostRejectedLines)
                _first.Add(rejected);
            if (_latest.Count < MostRejectedLines)
                _latest.Add(rejected);
            else
                _latestLeftOut++;
        }
    }

    /// <summary>Counts lines that were dealt with.</summary>
    public void Advance(int lines)
    {
        lock (_lock)
        {
            _lines += lines;
            var known = _changes[(int)Upsert.Updated] + _changes[(int)Upsert.Unchanged];
            _manyAreKnown = (known - _known) * 10 > lines;
            _known = known;
        }
    }

    /// <summary>How far it is, with the lines that were rejected since the last report.</summary>
    public ImportReport Report()
    {
        lock (_lock)
        {
            var report = Report(null, _latest, _latestLeftOut);
            (_latest, _latestLeftOut) = ([], 0);
            return report;
        }
    }

    /// <summary>How it ended: with all lines, or with an error that says why not.</summary>
    public ImportReport End(string? error)
    {
        lock (_lock)
            return Report(error is null, _first, _rejected - _first.Count) with { Error = error };
    }

    private ImportReport Report(bool? finished, List<RejectedLine> rejected, long leftOut) => new(
        finished,
        _lines,
        _changes[(int)Upsert.Created],
        _changes[(int)Upsert.Updated],
        _changes[(int)Upsert.Unchanged],
        _rejected,
        [.. rejected.OrderBy(line => line.Line)],
        leftOut > 0 ? leftOut : null);
}
