using System.IO.Pipelines;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Switchboard.Http;

namespace Switchboard.Callouts;

/// <summary>
/// The answer to an import, written while the request is being read: a line of JSON for every thousand lines, and one at
/// the end. A client may send everything before it reads anything: reports that it does not take are left out, so that
/// neither waits for the other. The Functions host passes nothing on before it has the whole request: there, all lines come
/// at the end.
/// </summary>
/// <param name="run">Imports: is given the books, and whom to tell that there is something to report.</param>
internal sealed class ImportAnswer(Func<ImportProgress, Action, Task> run) : IStreamedAnswer
{
    private readonly ImportProgress _progress = new();
    private Task _written = Task.CompletedTask;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/x-ndjson; charset=utf-8";
        // Whoever sends for minutes before reading is not slow.
        if (httpContext.Features.Get<IHttpMinResponseDataRateFeature>() is { } patience)
            patience.MinDataRate = null;
        var writer = httpContext.Response.BodyWriter;
        var error = await ErrorOfAsync(() => run(_progress, () =>
        {
            if (_written.IsCompletedSuccessfully)
                _written = WriteAsync(writer, _progress.Report());
        }));
        await EndAsync(writer, error);
    }

    /// <inheritdoc/>
    public Task BreakOffAsync(HttpContext httpContext, string correlationId) =>
        EndAsync(httpContext.Response.BodyWriter, $"The import failed. Correlation id: {correlationId}");

    private async Task EndAsync(PipeWriter writer, string? error)
    {
        await _written;
        await WriteAsync(writer, _progress.End(error));
    }

    /// <summary>Why the body could not be read to its end, or null.</summary>
    private static async Task<string?> ErrorOfAsync(Func<Task> read)
    {
        try
        {
            await read();
            return null;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            return unreadable.Message;
        }
    }

    private static async Task WriteAsync(PipeWriter writer, ImportReport report)
    {
        await writer.WriteAsync(ApiJson.Bytes(report));
        await writer.WriteAsync("\n"u8.ToArray());
    }
}
