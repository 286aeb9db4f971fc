using System.Runtime.ExceptionServices;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>Calls again what failed, as the real SDK does.</summary>
internal static class Retries
{
    public static Task<T> RunAsync<T>(
        TaskOrchestrationContext context, TaskRetryOptions? retry, Func<Task<T>> call) => retry switch
        {
            { Policy: { } policy } => ByPolicyAsync(context, policy, call),
            { Handler: { } handler } => ByHandlerAsync(context, handler, call),
            _ => call(),
        };

    // A timer also follows the last failure, before it is thrown: so it is on Azure, and it shows in histories and ids.
    private static async Task<T> ByPolicyAsync<T>(
        TaskOrchestrationContext context, RetryPolicy policy, Func<Task<T>> call)
    {
        var began = context.CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            Exception failure;
            try
            {
                return await call();
            }
            catch (TaskFailedException exception)
            {
                failure = exception;
            }

            var inTime = policy.RetryTimeout == Timeout.InfiniteTimeSpan
                || context.CurrentUtcDateTime - began < policy.RetryTimeout;
            if (!inTime || !policy.Handle(failure))
                ExceptionDispatchInfo.Throw(failure);

            await context.CreateTimer(policy.DelayAfter(attempt), CancellationToken.None);
            if (attempt >= policy.MaxNumberOfAttempts)
                ExceptionDispatchInfo.Throw(failure);
        }
    }

    private static async Task<T> ByHandlerAsync<T>(
        TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<T>> call)
    {
        var began = context.CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            TaskFailedException failure;
            try
            {
                return await call();
            }
            catch (TaskFailedException exception)
            {
                failure = exception;
            }

            var elapsed = context.CurrentUtcDateTime - began;
            if (!await handler(new(context, attempt, failure.FailureDetails, elapsed, CancellationToken.None)))
                ExceptionDispatchInfo.Throw(failure);
        }
    }
}
