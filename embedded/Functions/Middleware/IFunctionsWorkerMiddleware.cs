namespace Switchboard.Embedded.Functions.Middleware;

/// <summary>Runs around every invocation; one instance serves the whole process.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Runs around one invocation; <paramref name="next"/> continues it.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
