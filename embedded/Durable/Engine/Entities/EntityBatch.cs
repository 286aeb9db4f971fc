using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Durable.Entities;

namespace Switchboard.Embedded.Durable.Engine.Entities;

/// <summary>
/// The operations of one step of an entity and what comes of them. One that fails leaves no trace but its failure.
/// </summary>
internal sealed class EntityBatch(
    DurableHub hub, EntityInstanceId entity, string? state, IReadOnlyList<StoredOperation> operations)
{
    private readonly List<OutcomeEvent> _outcomes = [];
    private readonly List<(string Target, StoredMessage Message)> _sent = [];

    /// <summary>The state after what was carried out so far.</summary>
    public string? State { get; private set; } = state;

    /// <summary>What the operations came to, in their order; their ids are the callers'.</summary>
    public IReadOnlyList<OutcomeEvent> Outcomes => _outcomes;

    /// <summary>What the operations set going.</summary>
    public IReadOnlyList<(string Target, StoredMessage Message)> Sent => _sent;

    /// <summary>Carries out all operations.</summary>
    public async Task RunAsync(Func<TaskEntityOperation, ValueTask<object?>> handler)
    {
        foreach (var operation in operations.Skip(_outcomes.Count))
        {
            var running = new RunningOperation(hub, entity, operation, State);
            try
            {
                var result = hub.Converter.Serialize(await handler(running));
                State = running.NewState;
                _sent.AddRange(running.Sent);
                _outcomes.Add(new EntityOperationCompleted(operation.Caller?.TaskId ?? 0, result));
            }
            catch (Exception exception)
            {
                hub.Log.LogWarning(exception, "Operation {Operation} of {EntityId} failed.", operation.Name, entity);
                _outcomes.Add(Failed(operation, exception));
            }
        }
    }

    /// <summary>Fails what was not carried out.</summary>
    public void FailRest(Exception exception) => _outcomes.AddRange(
        operations.Skip(_outcomes.Count).Select(operation => Failed(operation, exception)));

    private static EntityOperationFailed Failed(StoredOperation operation, Exception exception) =>
        new(operation.Caller?.TaskId ?? 0, TaskFailureDetails.FromException(exception));
}
