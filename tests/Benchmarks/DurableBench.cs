using Microsoft.Extensions.Logging.Abstractions;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.Durable.Engine.Entities;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Benchmarks;

/// <summary>The Durable engine over a store, with one orchestrator: so many activities in turn.</summary>
internal sealed class DurableBench : IAsyncDisposable
{
    private readonly TableStore _store;
    private readonly string? _folder;
    private readonly DurableEngine _engine;
    private readonly DurableTaskClient _client;

    private DurableBench(TableStore store, string? folder)
    {
        (_store, _folder) = (store, folder);
        _engine = new DurableEngine(
            store, new Steps(), TimeProvider.System, new WorkTracker(), new DurableSettings(),
            NullLoggerFactory.Instance);
        _client = _engine.CreateClient();
    }

    public static async Task<DurableBench> OpenAsync(bool onDisk)
    {
        var folder = onDisk ? Directory.CreateTempSubdirectory("benchmark").FullName : null;
        var store = folder is null
            ? TableStore.OpenMemory(TimeProvider.System)
            : TableStore.Open(folder, TimeProvider.System);
        var bench = new DurableBench(store, folder);
        await bench._engine.StartAsync(CancellationToken.None);
        return bench;
    }

    /// <summary>Starts orchestrations side by side and waits until all are over.</summary>
    public async Task RunAsync(int orchestrations, int activities)
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, orchestrations).Select(_ =>
            _client.ScheduleNewOrchestrationInstanceAsync("Steps", activities)));
        var states = await Task.WhenAll(ids.Select(id => _client.WaitForInstanceCompletionAsync(id)));
        if (states.Any(state => state.RuntimeStatus != OrchestrationRuntimeStatus.Completed))
            throw new InvalidOperationException("An orchestration did not complete.");
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _store.Dispose();
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    private sealed class Steps : IDurableFunctions
    {
        public IReadOnlyCollection<string> Orchestrators => ["Steps"];

        public bool HasOrchestrator(string name) => name == "Steps";

        public bool HasActivity(string name) => name == "Step";

        public bool HasEntity(string name) => false;

        public Task RunEntityAsync(string name, EntityBatch batch) =>
            throw new InvalidOperationException($"There is no entity {name}.");

        public async Task<object?> RunOrchestratorAsync(string name, TaskOrchestrationContext context)
        {
            var sum = 0;
            for (var i = 0; i < context.GetInput<int>(); i++)
                sum += await context.CallActivityAsync<int>("Step", i);
            return sum;
        }

        public Task<object?> RunActivityAsync(
            string name, string instanceId, string? input, CancellationToken cancellation) =>
            Task.FromResult<object?>(1);
    }
}
