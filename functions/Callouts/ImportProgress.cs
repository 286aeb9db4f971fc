using System.Text.Json.Serialization;

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

    /// <summary>How many lines were about contacts that were there already.</summary>
    public long Known
    {
        get
        {
            lock (_lock)
                return _changes[(int)Upsert.Updated] + _changes[(int)Upsert.Unchanged];
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
            _lines += lines;
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

/// <summary>A line of the answer to an import.</summary>
/// <param name="Finished">In the last line: whether all lines were dealt with.</param>
/// <param name="Lines">How many lines were dealt with; the counts below add up to it.</param>
/// <param name="Created">Lines that created a contact.</param>
/// <param name="Updated">Lines that changed one.</param>
/// <param name="Unchanged">Lines whose contact was there already, as they say.</param>
/// <param name="Rejected">Lines that were refused.</param>
/// <param name="RejectedLines">Refused lines: those since the report before; in the last line, the first thousand of all.</param>
/// <param name="RejectedLinesLeftOut">How many refused lines there was no room for.</param>
public sealed record ImportReport(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Finished,
    long Lines,
    long Created,
    long Updated,
    long Unchanged,
    long Rejected,
    IReadOnlyList<RejectedLine> RejectedLines,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? RejectedLinesLeftOut)
{
    /// <summary>In the last line: why it could not go on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}

/// <summary>A line that was refused.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Errors">Why, by attribute.</param>
public sealed record RejectedLine(long Line, IReadOnlyDictionary<string, List<string>> Errors);
