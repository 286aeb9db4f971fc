using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Functions;

/// <summary>The HTTP side of an invocation.</summary>
public static class FunctionContextExtensions
{
    /// <summary>
    /// The request's context; null for a function with another trigger and in middleware registered before
    /// <c>ConfigureFunctionsWebApplication</c>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The response was already sent.</exception>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        FunctionInvocation.Of(context).VisibleHttp;
}

/// <summary>The result of an invocation.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>What the function returned, to be read or replaced.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        new BoxedResult(FunctionInvocation.Of(context));

    /// <summary>What the function returned, to be read or replaced.</summary>
    /// <exception cref="InvalidOperationException">
    /// It returned something else than a <typeparamref name="T"/>.
    /// </exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) =>
        new TypedResult<T>(FunctionInvocation.Of(context));
}

/// <summary>Loggers in middleware and static functions.</summary>
public static class FunctionContextLoggerExtensions
{
    /// <summary>A logger named after <typeparamref name="T"/>.</summary>
    public static ILogger<T> GetLogger<T>(this FunctionContext context) =>
        context.InstanceServices.GetRequiredService<ILogger<T>>();

    /// <summary>A logger of this name.</summary>
    public static ILogger GetLogger(this FunctionContext context, string categoryName) =>
        context.InstanceServices.GetRequiredService<ILoggerFactory>().CreateLogger(categoryName);
}
