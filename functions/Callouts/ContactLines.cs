using System.Runtime.CompilerServices;
using System.Text.Unicode;
using CsvHelper;
using Microsoft.Net.Http.Headers;
using Switchboard.Http;

namespace Switchboard.Callouts;

/// <summary>Reads the contacts of a body line by line, however many there are.</summary>
internal static class ContactLines
{
    /// <summary>The longest line in bytes: more than the longest metadata, escaped.</summary>
    private const int Longest = 256 * 1024;

    private const string Msisdn = "msisdn";

    /// <summary>Opens a body.</summary>
    /// <returns>Its lines, or why it cannot be imported at all.</returns>
    /// <exception cref="RequestRejectedException">415: it is neither CSV nor NDJSON.</exception>
    public static async Task<Outcome<IAsyncEnumerable<ContactLine>>> OpenAsync(
        HttpRequest http, MergeMode mode, CancellationToken cancellation)
    {
        if (MediaTypeHeaderValue.TryParse(http.ContentType, out var type))
            BodyFormat.CheckCoding(http, type);
        return type?.MediaType.ToString().ToLowerInvariant() switch
        {
            "text/csv" => await OpenCsvAsync(http.Body, mode, cancellation),
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" =>
                new Outcome<IAsyncEnumerable<ContactLine>>.Success(ReadNdjsonAsync(http.Body, mode, cancellation)),
            _ => throw new RequestRejectedException(
                StatusCodes.Status415UnsupportedMediaType, "The body must be text/csv or application/x-ndjson."),
        };
    }

    private static async IAsyncEnumerable<ContactLine> ReadNdjsonAsync(
        Stream body, MergeMode mode, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var lines = new BoundedLines(body, Longest);
        for (var number = 1L; await lines.NextAsync(cancellation) is { } line; number++)
        {
            if (line.IsTooLong)
                yield return new ContactLine(number, Unreadable($"is too long (maximum is {Longest} bytes)"));
            else if (line.Text.Span.ContainsAnyExcept(" \t\r"u8))
                yield return new ContactLine(number, Read(line.Text, mode));
        }
    }

    private static ContactChange Read(ReadOnlyMemory<byte> line, MergeMode mode)
    {
        try
        {
            var parameters = JsonBody.Parse(line.Span);
            var wish = ContactChange.ToCreate(parameters);
            return MetadataChange.SaysMode(parameters) ? wish : WithMode(wish, mode);
        }
        catch (RequestRejectedException malformed)
        {
            return Unreadable(malformed.Message);
        }
    }

    private static async Task<Outcome<IAsyncEnumerable<ContactLine>>> OpenCsvAsync(
        Stream body, MergeMode mode, CancellationToken cancellation)
    {
        var quotes = new CsvQuotes();
        var csv = CsvReader.Create(
            body,
            new CsvReaderOptions { MaxRecordSize = Longest, TrackLineNumbers = true, OnMalformedRecord = quotes.Note },
            leaveOpen: true);
        try
        {
            await csv.ReadHeaderAsync(cancellation);
        }
        catch (CsvFormatException malformed)
        {
            throw new RequestRejectedException(StatusCodes.Status400BadRequest, FirstLine(malformed));
        }

        if (quotes.ProblemOfHeader is { } problem)
            throw new RequestRejectedException(StatusCodes.Status400BadRequest, $"The header {problem}.");
        return CsvColumns.Read([.. csv.Headers]) switch
        {
            Outcome<CsvColumns>.Success { Value: var columns } =>
                new Outcome<IAsyncEnumerable<ContactLine>>.Success(ReadCsvAsync(csv, columns, quotes, mode, cancellation)),
            Outcome<CsvColumns>.Invalid invalid => invalid.Errors,
            _ => Outcome<IAsyncEnumerable<ContactLine>>.NotFound,
        };
    }

    private static async IAsyncEnumerable<ContactLine> ReadCsvAsync(
        CsvReader csv, CsvColumns columns, CsvQuotes quotes, MergeMode mode, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await NextAsync(csv, cancellation))
            yield return new ContactLine(csv.LineNumber, Read(csv, columns, quotes, mode));
    }

    private static ContactChange Read(CsvReader csv, CsvColumns columns, CsvQuotes quotes, MergeMode mode)
    {
        if (quotes.ProblemOf(csv.LineNumber) is { } problem)
            return Unreadable(problem);
        if (csv.FieldCount != columns.Count)
            return Unreadable($"has {csv.FieldCount} fields instead of {columns.Count}");
        if (!Utf8.IsValid(csv.RawRecord))
            return Unreadable("is not valid UTF-8");
        return WithMode(columns.Wish([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]), mode);
    }

    private static async ValueTask<bool> NextAsync(CsvReader csv, CancellationToken cancellation)
    {
        try
        {
            return await csv.ReadAsync(cancellation);
        }
        catch (CsvFormatException malformed)
        {
            // A record without end, because a quote is missing: where the next line begins, nobody can tell.
            throw new InvalidDataException($"The line after line {csv.LineNumber} cannot be read. {FirstLine(malformed)}", malformed);
        }
    }

    private static string FirstLine(Exception exception) => exception.Message.Split('\n', 2)[0].Trim();

    private static ContactChange WithMode(ContactChange wish, MergeMode mode) =>
        wish.Metadata is { } metadata ? wish with { Metadata = metadata with { Mode = mode } } : wish;

    private static ContactChange Unreadable(string why) => new(null, null, ValidationErrors.Of(ValidationErrors.Base, why));
}
