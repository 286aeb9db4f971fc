using System.Buffers;

namespace Switchboard.Http;

/// <summary>Reading of whole bodies that must be small.</summary>
internal static class RequestBody
{
    // A client that is still sending does not read the answer: it gets this much time, in bytes, to come to its end.
    private const long Patience = 64 * 1024 * 1024;

    /// <summary>Reads the body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes that it may have.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="RequestRejectedException">413: the body is longer.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        HttpRequest request, int limit, CancellationToken cancellation)
    {
        await CheckLengthAsync(request, limit, cancellation);
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > limit)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw await TooLongAsync(request, limit, cancellation);
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            // Looked at, but not taken yet.
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Refuses a body that announces more than <paramref name="limit"/> bytes.</summary>
    /// <exception cref="RequestRejectedException">413: it does.</exception>
    public static async ValueTask CheckLengthAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
            throw await TooLongAsync(request, limit, cancellation);
    }

    private static async ValueTask<RequestRejectedException> TooLongAsync(
        HttpRequest request, int limit, CancellationToken cancellation)
    {
        // Who asked first has sent nothing yet and reads the answer instead.
        if (!request.Headers.Expect.ToString().Contains("100-continue", StringComparison.OrdinalIgnoreCase))
            await DiscardAsync(request.Body, cancellation);
        return new RequestRejectedException(
            StatusCodes.Status413PayloadTooLarge, $"The body is longer than {limit} bytes.");
    }

    private static async ValueTask DiscardAsync(Stream body, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            long discarded = 0;
            int read;
            while (discarded < Patience && (read = await body.ReadAsync(buffer, cancellation)) > 0)
                discarded += read;
        }
        catch (BadHttpRequestException)
        {
            // Longer than the server itself takes: the answer stays the same.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
