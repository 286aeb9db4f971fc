using Switchboard.Embedded.Durable.Client;

#pragma warning disable CA1032 // These stand for exceptions of packages that are not here; only the engine makes them.
namespace Switchboard.Embedded.Durable.Engine;

/// <summary>Stands for <c>DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException</c>.</summary>
internal sealed class OrchestrationAlreadyExistsException(string instanceId)
    : Exception($"An Orchestration instance with the ID {instanceId} already exists.");

/// <summary>Stands for <c>Grpc.Core.RpcException</c>: what the host answers to the worker's client.</summary>
internal sealed class RpcException(string statusCode, string detail)
    : Exception($"Status(StatusCode=\"{statusCode}\", Detail=\"{detail}\")")
{
    /// <summary>The name of the gRPC status.</summary>
    public string StatusCode => statusCode;

    public static RpcException CannotStart(string instanceId) =>
        new("Internal", $"Failed to start instance with ID {instanceId}.");

    public static RpcException NoInstanceToRaise(string instanceId) =>
        new("NotFound", $"No instance with ID '{instanceId}' was found. (Parameter 'instanceId')");

    public static RpcException NotRunningToRaise() =>
        new("FailedPrecondition", "The orchestration instance with the provided instance id is not running.");

    public static RpcException ScheduledToRaise(string instanceId) => new(
        "FailedPrecondition",
        $"The instance '{instanceId}' is scheduled to start later; on Azure an event raised before would be lost.");

    public static RpcException NoInstanceToTerminate(string instanceId) => new(
        "NotFound", $"ArgumentException: No instance with ID '{instanceId}' was found. (Parameter 'instanceId')");

    public static RpcException OverToTerminate(string instanceId, OrchestrationRuntimeStatus status) => new(
        "FailedPrecondition",
        $"InvalidOperationException: Cannot terminate the orchestration instance {instanceId} because instance is in"
        + $" the {status} state.");

    public static RpcException HandlerThrew() => new("Unknown", "Exception was thrown by handler.");
}
