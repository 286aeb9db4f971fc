using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Engine.Entities;
using Switchboard.Embedded.Functions.Discovery;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Functions;

/// <summary>The orchestrators, activities and entities among the application's functions.</summary>
internal sealed class DurableFunctions(FunctionCatalog catalog, FunctionPipeline pipeline) : IDurableFunctions
{
    private readonly Dictionary<string, FunctionDescriptor> _orchestrators =
        ByName<OrchestrationTriggerAttribute>(catalog);

    private readonly Dictionary<string, FunctionDescriptor> _activities = ByName<ActivityTriggerAttribute>(catalog);

    private readonly Dictionary<string, FunctionDescriptor> _entities = ByName<EntityTriggerAttribute>(catalog);

    public IReadOnlyCollection<string> Orchestrators => _orchestrators.Keys;

    public bool HasOrchestrator(string name) => _orchestrators.ContainsKey(name);

    public bool HasActivity(string name) => _activities.ContainsKey(name);

    public bool HasEntity(string name) => _entities.ContainsKey(name);

    public Task<object?> RunOrchestratorAsync(string name, TaskOrchestrationContext context) =>
        pipeline.RunAsync(_orchestrators[name], context, CancellationToken.None);

    public Task<object?> RunActivityAsync(
        string name, string instanceId, string? input, CancellationToken cancellation) =>
        pipeline.RunAsync(_activities[name], new ActivityCall(instanceId, input), cancellation);

    public Task RunEntityAsync(string name, EntityBatch batch) =>
        pipeline.RunAsync(_entities[name], batch, CancellationToken.None);

    private static Dictionary<string, FunctionDescriptor> ByName<TTrigger>(FunctionCatalog catalog) => catalog.Functions
        .Where(function => function.Trigger is TTrigger)
        .ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
}
