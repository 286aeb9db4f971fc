using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Functions.Invocation;
using Switchboard.Embedded.Functions.Middleware;

namespace Switchboard.Embedded.Functions.Http;

/// <summary>
/// The step between the worker and ASP.NET Core: what follows it sees the request, and once all of it is done the
/// result is executed, so that middleware can still replace it.
/// </summary>
internal static class WebApplicationStep
{
    private static readonly ActionDescriptor NoAction = new();

    public static FunctionExecutionDelegate Before(FunctionExecutionDelegate next) => context =>
    {
        var invocation = FunctionInvocation.Of(context);
        return invocation.Http is null ? next(context) : RunAsync(invocation, next);
    };

    private static async Task RunAsync(FunctionInvocation invocation, FunctionExecutionDelegate next)
    {
        invocation.EnterHttp();
        try
        {
            await next(invocation);
            await ExecuteAsync(invocation);
        }
        catch (Exception failure)
        {
            // Middleware further out may swallow it; the request has failed all the same.
            invocation.Failure = failure;
            throw;
        }
        finally
        {
            invocation.LeaveHttp();
        }
    }

    private static Task ExecuteAsync(FunctionInvocation invocation)
    {
        var http = invocation.Http!;
        switch (invocation.HttpResult)
        {
            case IActionResult action:
                return action.ExecuteResultAsync(
                    new ActionContext(http, new RouteData(http.Request.RouteValues), NoAction));
            case IResult typed:
                return typed.ExecuteAsync(http);
            case null or ResponseData:
                return Task.CompletedTask;
            case var result:
                invocation.GetLogger($"Function.{invocation.Function.Name}").LogWarning(
                    "The function returned a {Type}, which is not IResult, IActionResult or the answer that "
                    + "HttpRequestData made, and is not sent.",
                    result.GetType());
                return Task.CompletedTask;
        }
    }
}
