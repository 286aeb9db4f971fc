namespace Switchboard.Http;

/// <summary>
/// Asks a function's family whether it lets the request pass. <see cref="ZFallback"/> is exempt: which routes there
/// are is no secret, and browsers send their preflight OPTIONS without credentials.
/// </summary>
/// <param name="families">The families.</param>
public sealed class FamilyAuthentication(RouteFamilies families) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var function = context.FunctionDefinition.Name;
        if (context.GetHttpContext() is { } http && function != ZFallback.Name
            && await families.Of(function, http.Request.Path).RefuseAsync(http) is { } refusal)
            context.GetInvocationResult().Value = refusal;
        else
            await next(context);
    }
}
