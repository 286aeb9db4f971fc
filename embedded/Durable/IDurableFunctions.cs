using Switchboard.Embedded.Durable.Engine.Entities;

namespace Switchboard.Embedded.Durable;

/// <summary>
/// The orchestrators and activities of the application, as the function host offers them to the Durable engine.
/// Names are compared ignoring case, as on Azure.
/// </summary>
internal interface IDurableFunctions
{
    /// <summary>Names of all orchestrators, for error messages.</summary>
    IReadOnlyCollection<string> Orchestrators { get; }

    /// <summary>Whether there is an orchestrator of this name.</summary>
    bool HasOrchestrator(string name);

    /// <summary>Whether there is an activity of this name.</summary>
    bool HasActivity(string name);

    /// <summary>Whether there is an entity of this name.</summary>
    bool HasEntity(string name);

    /// <summary>Runs an entity function once, for all operations of the batch.</summary>
    Task RunEntityAsync(string name, EntityBatch batch);

    /// <summary>Runs an orchestrator function from its beginning: a new class instance and service scope each time.</summary>
    /// <returns>What the function returned: null for void and Task.</returns>
    Task<object?> RunOrchestratorAsync(string name, TaskOrchestrationContext context);

    /// <summary>Runs an activity function.</summary>
    /// <param name="name">The activity.</param>
    /// <param name="instanceId">The orchestration that called it.</param>
    /// <param name="input">The input as JSON, or null.</param>
    /// <param name="cancellation">Cancelled when the host stops and waits no longer.</param>
    /// <returns>What the function returned: null for void and Task.</returns>
    Task<object?> RunActivityAsync(string name, string instanceId, string? input, CancellationToken cancellation);
}
