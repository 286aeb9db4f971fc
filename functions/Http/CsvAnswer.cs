using CsvHelper;

namespace Switchboard.Http;

/// <summary>
/// A table as CSV (RFC 4180), sent while it is read, however long it is. CSV cannot say that something is missing: where
/// reading fails on the way, the connection breaks.
/// </summary>
/// <param name="fileName">What to call the file when it is saved.</param>
/// <param name="columns">The names of the columns.</param>
/// <param name="rows">The rows, with a cell for each column.</param>
internal sealed class CsvAnswer(string fileName, IReadOnlyList<string> columns, IAsyncEnumerable<IReadOnlyList<string>> rows)
    : IStreamedAnswer, IStatusCodeHttpResult, IContentTypeHttpResult
{
    private const int RowsPerFlush = 100;

    // Spreadsheets take what begins so for a formula.
    private static readonly char[] FormulaSigns = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

    /// <summary>The HTTP status.</summary>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <summary>The media type.</summary>
    public string ContentType => "text/csv; charset=utf-8";

    /// <summary>
    /// A cell with a text that users wrote: one that a spreadsheet would compute has an apostrophe before it, with which
    /// spreadsheets take it for a text.
    /// </summary>
    public static string TextCell(string text) =>
        text.AsSpan().TrimStart(' ').IndexOfAny(FormulaSigns) == 0 ? $"'{text}" : text;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status200OK;
        httpContext.Response.ContentType = ContentType;
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;

        var cancellation = httpContext.RequestAborted;
        // Not disposed of where reading fails: that would send what it holds.
        var csv = CsvWriter.Create(httpContext.Response.Body, new CsvWriterOptions(), leaveOpen: true);
        await csv.WriteRecordAsync([.. columns], cancellation);
        var count = 0;
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            await csv.WriteRecordAsync([.. row], cancellation);
            if (++count % RowsPerFlush == 0)
                await csv.FlushAsync(cancellation);
        }

        await csv.DisposeAsync();
    }

    /// <inheritdoc/>
    public Task BreakOffAsync(HttpContext httpContext, string correlationId)
    {
        httpContext.Abort();
        return Task.CompletedTask;
    }
}
