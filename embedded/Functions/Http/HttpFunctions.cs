using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>
/// Answers every request on the functions' port: finds the function, runs it, turns failures into an empty 500.
/// </summary>
internal sealed class HttpFunctions(
    RouteTable routes,
    FunctionPipeline pipeline,
    FunctionKeys keys,
    HostPages pages,
    WorkTracker tracker,
    ILoggerFactory loggers)
{
    private const string InvocationIdHeader = "x-ms-invocation-id";

    public Task HandleAsync(HttpContext http)
    {
        if (pages.Reserved(http) is { } page)
            return page;
        if (routes.Match(http) is not { } function)
            return pages.NoFunction(http);
        if (!keys.Admit(http.Request, function.Trigger.AuthLevel))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return RunAsync(http, function);
    }

    private async Task RunAsync(HttpContext http, HttpFunction function)
    {
        using var work = tracker.Begin(function.Work, http.Request.Headers[TrackedWork.ErrandHeader]);
        work.Carry();
        var invocation = new FunctionInvocation(function.Function, http.RequestServices, http.RequestAborted)
        {
            Http = http,
        };
        if (Refused(http.Request) is { } refusal)
        {
            Log(invocation).LogWarning("The request was refused: {Reason}", refusal);
            Fail(http.Response);
            return;
        }

        Proxy(http.Request, invocation);
        try
        {
            await pipeline.RunAsync(invocation);
            if (invocation.Failure is not null)
                Fail(http.Response);
            else if (invocation.Stage == HttpStage.Before)
                throw new InvalidOperationException(
                    "Middleware before ConfigureFunctionsWebApplication did not call next: nobody can answer.");
        }
        catch (Exception failure)
        {
            Log(invocation).LogError(
                failure, "Function {Function} failed (invocation {InvocationId}).",
                function.Function.Name, invocation.InvocationId);

            // Kestrel cuts a response that has begun, and drops what was written but not sent.
            if (http.Response.HasStarted
                || http.Response.BodyWriter is { CanGetUnflushedBytes: true, UnflushedBytes: > 0 })
                throw;
            Fail(http.Response);
        }
    }

    private ILogger Log(FunctionInvocation invocation) => loggers.CreateLogger($"Function.{invocation.Function.Name}");

    // What the real host answers with an empty 500, though the function never sees it.
    private static string? Refused(HttpRequest request)
    {
        if (request.ContentLength is > 0 and var length
            && length > request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
            return $"its body of {length} bytes is above the limit of Kestrel or of the host ({BodyLimit} bytes)";
        return request.Headers.ContainsKey(InvocationIdHeader)
            ? $"a client must not send the header {InvocationIdHeader}"
            : null;
    }

    /// <summary>The largest body that the real host accepts, in bytes.</summary>
    public const long BodyLimit = 104_857_600;

    // The headers as they come out of the real host's proxy.
    private static void Proxy(HttpRequest request, FunctionInvocation invocation)
    {
        var headers = request.Headers;
        headers[InvocationIdHeader] = invocation.InvocationId;
        headers.Remove(HeaderNames.Connection);
        headers.Remove(HeaderNames.TE);
        headers.Remove(HeaderNames.Upgrade);
        headers.Remove("Forwarded");
        headers.Remove("X-Forwarded-For");
        headers.Remove("X-Forwarded-Proto");
        headers.Remove("X-Forwarded-Host");
        headers.Remove("X-Forwarded-Prefix");
        headers.Remove(TrackedWork.ErrandHeader);
    }

    private static void Fail(HttpResponse response)
    {
        if (response.HasStarted)
            return;

        response.StatusCode = StatusCodes.Status500InternalServerError;
        response.ContentLength = null;
        response.Headers.Remove(HeaderNames.TransferEncoding);
    }
}
