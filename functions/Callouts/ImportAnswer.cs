using System.IO.Pipelines;
using Switchboard.Http;

namespace Switchboard.Callouts;

/// <summary>
/// The answer to an import, written while the request is being read: a line of JSON for every thousand lines, and one at
/// the end. A client may send everything before it reads anything: reports that it does not take are left out, so that
/// neither waits for the other.
/// </summary>
/// <param name="run">Imports: is given the books, and whom to tell that there is something to report.</param>
internal sealed class ImportAnswer(Func<ImportProgress, Action, Task> run) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/x-ndjson; charset=utf-8";
        var progress = new ImportProgress();
        var writer = httpContext.Response.BodyWriter;
        var written = Task.CompletedTask;
        string? error = null;
        try
        {
            await run(progress, () =>
            {
                if (written.IsCompletedSuccessfully)
                    written = WriteAsync(writer, progress.Report());
            });
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            error = unreadable.Message;
        }
        catch (Exception) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        await written;
        await WriteAsync(writer, progress.End(error));
    }

    private static async Task WriteAsync(PipeWriter writer, ImportReport report)
    {
        await writer.WriteAsync(ApiJson.Bytes(report));
        await writer.WriteAsync("\n"u8.ToArray());
    }
}
