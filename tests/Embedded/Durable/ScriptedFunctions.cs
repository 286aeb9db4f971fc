using System.Collections.Concurrent;
using System.Text.Json;
using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Engine.Entities;
using Switchboard.Embedded.Durable.Entities;

namespace Switchboard.Tests.Embedded.Durable;

/// <summary>Orchestrators and activities made of delegates.</summary>
internal sealed class ScriptedFunctions : IDurableFunctions
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private readonly ConcurrentDictionary<string, Func<TaskOrchestrationContext, Task<object?>>> _orchestrators =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, Func<string, string?, CancellationToken, Task<object?>>> _activities =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, Func<ITaskEntity>> _entities = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The activities that were begun, as "name(input)".</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public IReadOnlyCollection<string> Orchestrators => [.. _orchestrators.Keys];

    public ScriptedFunctions Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> code)
    {
        _orchestrators[name] = code;
        return this;
    }

    public ScriptedFunctions Activity<TInput>(string name, Func<TInput?, object?> code) =>
        Activity<TInput>(name, (input, _) => Task.FromResult(code(input)));

    public ScriptedFunctions Activity<TInput>(string name, Func<TInput?, CancellationToken, Task<object?>> code)
    {
        _activities[name] = (_, input, cancellation) =>
            code(input is null ? default : JsonSerializer.Deserialize<TInput>(input, Json), cancellation);
        return this;
    }

    public ScriptedFunctions Entity(string name, Func<ITaskEntity> create)
    {
        _entities[name] = create;
        return this;
    }

    public bool HasEntity(string name) => _entities.ContainsKey(name);

    public Task RunEntityAsync(string name, EntityBatch batch)
    {
        var entity = _entities[name]();
        return batch.RunAsync(entity.RunAsync);
    }

    public bool HasOrchestrator(string name) => _orchestrators.ContainsKey(name);

    public bool HasActivity(string name) => _activities.ContainsKey(name);

    public Task<object?> RunOrchestratorAsync(string name, TaskOrchestrationContext context) =>
        _orchestrators[name](context);

    public async Task<object?> RunActivityAsync(
        string name, string instanceId, string? input, CancellationToken cancellation)
    {
        Calls.Enqueue($"{name}({input})");
        return await _activities[name](instanceId, input, cancellation);
    }
}
