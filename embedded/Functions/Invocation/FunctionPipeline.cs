using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Functions.Discovery;
using Switchboard.Embedded.Functions.Middleware;

namespace Switchboard.Embedded.Functions.Invocation;

/// <summary>The middleware in the order of its registration, and the function at its end.</summary>
internal sealed class FunctionPipeline(
    IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> steps, IServiceScopeFactory scopes)
{
    private readonly FunctionExecutionDelegate _run = steps.Reverse().Aggregate(
        (FunctionExecutionDelegate)(context =>
        {
            var invocation = FunctionInvocation.Of(context);
            return invocation.Function.CallAsync(invocation);
        }),
        (next, step) => step(next));

    public Task RunAsync(FunctionInvocation invocation) => _run(invocation);

    /// <summary>Runs a function that no request asked for, in a scope of its own.</summary>
    /// <returns>What it returned.</returns>
    public async Task<object?> RunAsync(FunctionDescriptor function, object trigger, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var invocation = new FunctionInvocation(function, scope.ServiceProvider, cancellation) { Trigger = trigger };
        await _run(invocation);
        return invocation.Result;
    }
}
