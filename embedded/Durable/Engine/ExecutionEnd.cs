using System.Text.Json;
using Switchboard.Embedded.Durable.Client;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>How a generation of an instance ended.</summary>
internal abstract record ExecutionEnd
{
    /// <summary>Azure's words for a function that failed outside its code's control.</summary>
    public static ReturnedEnd FunctionFailed(string name, Exception exception) => Failed(
        FailureText($"Function '{name}' failed with an unhandled exception.", exception.ToString()),
        TaskFailureDetails.FromException(exception));

    /// <summary>Azure's words for an orchestrator that does not exist.</summary>
    public static ReturnedEnd NoSuchFunction(string name, IEnumerable<string> known)
    {
        var names = string.Join(", ", known.Order(StringComparer.OrdinalIgnoreCase).Select(one => $"'{one}'"));
        return Failed(
            FailureText(
                $"The function '{name}' doesn't exist, is disabled, or is not an orchestrator function. "
                + $"Additional info: The following are the known orchestrator functions: {names}.",
                null),
            null);
    }

    /// <summary>The orchestrator threw.</summary>
    public static ReturnedEnd Threw(string name, Exception exception) => exception is OperationCanceledException
        ? FunctionFailed(name, exception)
        : Failed(
            $"{ErrorTypes.NameOf(exception.GetType())}: {exception.Message}",
            TaskFailureDetails.FromException(exception));

    /// <summary>The replay went another way than the history.</summary>
    public static ReturnedEnd NotDeterministic(string difference) => Broken(
        "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException",
        $"Non-Deterministic workflow detected: {difference}");

    /// <summary>The orchestrator did what cannot be replayed.</summary>
    public static ReturnedEnd NotDurable(string reason) => Broken("System.InvalidOperationException", reason);

    /// <summary>The engine refuses what the orchestrator did.</summary>
    public static ReturnedEnd Refused(string reason) => Failed(reason, new("(unknown)", reason, null, null, null));

    public static ReturnedEnd Completed(string? output) => new(OrchestrationRuntimeStatus.Completed, output, null);

    private static ReturnedEnd Broken(string type, string message) =>
        Failed($"{type}: {message}", new(type, message, null, null, null));

    private static ReturnedEnd Failed(string output, TaskFailureDetails? failure) =>
        new(OrchestrationRuntimeStatus.Failed, output, failure);

    private static string FailureText(string message, string? details) =>
        JsonSerializer.Serialize(new { message, details });
}

/// <summary>The instance is over.</summary>
internal sealed record ReturnedEnd(OrchestrationRuntimeStatus Status, string? Output, TaskFailureDetails? Failure)
    : ExecutionEnd;

/// <summary>The instance starts over with a new input and the events nobody waited for.</summary>
internal sealed record ContinuedEnd(string? Input, IReadOnlyList<EventRaised> CarriedEvents) : ExecutionEnd;
