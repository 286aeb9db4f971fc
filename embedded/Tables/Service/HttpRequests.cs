using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Switchboard.Embedded.Tables.Service;

/// <summary>Requests that come over HTTP, and the answers that go back.</summary>
internal static class HttpRequests
{
    public static async Task HandleAsync(HttpContext context, TableService service, int largestBody)
    {
        // What is too large is refused with the service's own words, not with the server's.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        var request = await IncomingRequest.ReadAsync(context, largestBody).ConfigureAwait(false);
        var response = await service.HandleAsync(request).ConfigureAwait(false);

        context.Response.StatusCode = response.Status;
        foreach (var header in response.Headers())
            context.Response.Headers[header.Key] = header.Value;
        context.Response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        if (request.Header("x-ms-client-request-id") is { } clientRequestId)
            context.Response.Headers["x-ms-client-request-id"] = clientRequestId;
        if (response.Status == 204)
            return;
        context.Response.ContentLength = response.Body.Length;
        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private sealed class IncomingRequest(HttpContext context, string path, string query, ReadOnlyMemory<byte> body)
        : TableRequest
    {
        public override string Method => context.Request.Method;

        public override string Path => path;

        public override string Query => query;

        public override ReadOnlyMemory<byte> Body => body;

        public static async Task<IncomingRequest> ReadAsync(HttpContext context, int largestBody)
        {
            // Kestrel unescapes the path, but not all of it; keys need it as it was sent.
            var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
            if (target is not ['/', ..])
                target = context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
            var question = target.IndexOf('?', StringComparison.Ordinal);
            return new IncomingRequest(
                context,
                question < 0 ? target : target[..question],
                question < 0 ? "" : target[(question + 1)..],
                await ReadBodyAsync(context, largestBody).ConfigureAwait(false));
        }

        public override string? Header(string name) =>
            context.Request.Headers.TryGetValue(name, out var values) && values.Count > 0 ? values.ToString() : null;

        // One byte more than is allowed tells the service that it is too much.
        private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext context, int largestBody)
        {
            var body = new MemoryStream();
            var buffer = new byte[81920];
            while (body.Length <= largestBody)
            {
                var read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false);
                if (read == 0)
                    break;
                body.Write(buffer, 0, read);
            }

            return body.GetBuffer().AsMemory(0, (int)body.Length);
        }
    }
}
