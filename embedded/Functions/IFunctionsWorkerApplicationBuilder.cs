using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Functions.Middleware;

namespace Switchboard.Embedded.Functions;

/// <summary>Builds the pipeline that every invocation runs through.</summary>
public interface IFunctionsWorkerApplicationBuilder
{
    /// <summary>The application's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Adds a step to the end of the pipeline.</summary>
    IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware);
}
