namespace Switchboard.Http;

/// <summary>
/// Answers what a function throws in the manners of its family, because the host would answer an empty 500: a
/// <see cref="RequestRejectedException"/> with its status, anything else with a 500 that carries the invocation's id,
/// under which the exception is logged. Must be registered after <c>ConfigureFunctionsWebApplication</c>: before it
/// there is no <see cref="HttpContext"/>.
/// </summary>
/// <param name="families">Whose manners apply.</param>
/// <param name="logger">Where failures go.</param>
public sealed partial class ErrorBoundary(RouteFamilies families, ILogger<ErrorBoundary> logger)
    : IFunctionsWorkerMiddleware
{
    private const int ClientClosedRequest = 499;

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }
        try
        {
            await next(context);
            var result = context.GetInvocationResult();
            if (result.Value is IStreamedAnswer streamed)
                result.Value = new Guarded(this, context, streamed);
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            context.GetInvocationResult().Value = Answer(context, http, exception);
        }
    }

    private IResult Answer(FunctionContext context, HttpContext http, Exception exception)
    {
        // A function, or an answer, may have set headers for what it then could not give.
        http.Response.Clear();
        var function = context.FunctionDefinition.Name;
        var family = families.Of(function, http.Request.Path);
        switch (exception)
        {
            case RequestRejectedException rejected:
                return family.Rejected(rejected.Status, rejected.Message);
            case var _ when http.RequestAborted.IsCancellationRequested:
                LogAborted(function, context.InvocationId);
                return Results.StatusCode(ClientClosedRequest);
            case BadHttpRequestException unreadable:
                return family.Rejected(unreadable.StatusCode, unreadable.Message);
            default:
                LogFailed(exception, function, context.InvocationId);
                return family.Failed(context.InvocationId);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Function} failed; correlation id {CorrelationId}")]
    private partial void LogFailed(Exception exception, string function, string correlationId);

    [LoggerMessage(LogLevel.Debug, "{Function} ended because its client went away; correlation id {CorrelationId}")]
    private partial void LogAborted(string function, string correlationId);

    /// <summary>An answer that is executed when the boundary is already behind.</summary>
    private sealed class Guarded(ErrorBoundary boundary, FunctionContext context, IStreamedAnswer answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            try
            {
                await answer.ExecuteAsync(httpContext);
            }
            catch (Exception exception) when (!httpContext.Response.HasStarted)
            {
                await boundary.Answer(context, httpContext, exception).ExecuteAsync(httpContext);
            }
            catch (Exception) when (httpContext.RequestAborted.IsCancellationRequested)
            {
                // Nobody is there any more to tell.
                boundary.LogAborted(context.FunctionDefinition.Name, context.InvocationId);
            }
            catch (Exception exception)
            {
                boundary.LogFailed(exception, context.FunctionDefinition.Name, context.InvocationId);
                await answer.BreakOffAsync(httpContext, context.InvocationId);
            }
        }
    }
}
