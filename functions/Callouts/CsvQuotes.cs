using CsvHelper;

namespace Switchboard.Callouts;

/// <summary>
/// What is wrong with the quotes of records. A reader that makes the best of a missing quote takes the lines up to the
/// next one, or to the end, for part of a field: people would be lost without a word.
/// </summary>
internal sealed class CsvQuotes
{
    private const string Unclosed = "a field has a quote before it and none after it";

    private readonly Dictionary<long, CsvMalformedRecord> _malformed = [];

    /// <summary>What is wrong with the header, or null.</summary>
    public string? ProblemOfHeader { get; private set; }

    /// <summary>Notes a record, which may be ahead of the one that is being read.</summary>
    public void Note(CsvMalformedRecord record)
    {
        if (record.RecordNumber == 1)
            ProblemOfHeader = Problem(record);
        else
            _malformed[record.LineNumber] = record;
    }

    /// <summary>What is wrong with the record that begins in a line, or null. It is told once.</summary>
    /// <exception cref="InvalidDataException">A quote is never closed: all that follows was taken for one field.</exception>
    public string? ProblemOf(long line)
    {
        if (!_malformed.Remove(line, out var record))
            return null;
        return record.Reason == CsvMalformedReason.UnterminatedQuote
            ? throw new InvalidDataException($"Line {line} cannot be read: {Unclosed}.")
            : Problem(record);
    }

    private static string Problem(CsvMalformedRecord record)
    {
        var problem = record.Reason switch
        {
            CsvMalformedReason.StrayQuote => "has a quote within a field that does not begin with one",
            CsvMalformedReason.TextAfterClosingQuote => "has a text after the quote that ends a field",
            _ => $"cannot be read: {Unclosed}",
        };
        var breaks = record.RawRecord.Count(character => character == '\n');
        return breaks == 0 ? problem : $"{problem}, and goes on to line {record.LineNumber + breaks}";
    }
}
