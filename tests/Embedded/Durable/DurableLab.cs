using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Switchboard.Embedded;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Durable;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Tests.Embedded.Durable;

/// <summary>An engine with scripted functions, rows in memory and a clock that stands still.</summary>
internal sealed class DurableLab
{
    private static readonly DateTimeOffset Morning = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly DurableSettings _settings;
    private readonly ILoggerFactory _loggers;

    private DurableLab(
        ScriptedFunctions functions,
        MortalRowStore store,
        DateTimeOffset now,
        DurableSettings settings,
        ILoggerFactory loggers)
    {
        (Functions, Store, Clock, _settings, _loggers) = (functions, store, new(now), settings, loggers);
        if (ReplayEveryEvent)
            _settings = settings with { ReplayEveryEvent = true };
        Engine = new(Store, functions, Clock, Tracker, _settings, loggers);
        Client = Engine.CreateClient();
    }

    /// <summary>
    /// The mode of the whole test run: every test also holds for orchestrators that are rebuilt at every event.
    /// </summary>
    public static bool ReplayEveryEvent { get; } =
        Environment.GetEnvironmentVariable(EmbeddedSettings.ReplaySetting) == "true";

    public ScriptedFunctions Functions { get; }

    public MortalRowStore Store { get; }

    public ManualClock Clock { get; }

    public WorkTracker Tracker { get; } = new();

    public DurableEngine Engine { get; }

    public DurableTaskClient Client { get; }

    public static Task<DurableLab> StartAsync(
        ScriptedFunctions functions, bool replayEveryEvent = false, IRowStore? rows = null) =>
        StartAsync(functions, new DurableSettings { ReplayEveryEvent = replayEveryEvent }, null, rows);

    public static async Task<DurableLab> StartAsync(
        ScriptedFunctions functions,
        DurableSettings settings,
        ILoggerFactory? loggers = null,
        IRowStore? rows = null)
    {
        var store = new MortalRowStore(rows ?? new MemoryRowStore());
        var lab = new DurableLab(functions, store, Morning, settings, loggers ?? NullLoggerFactory.Instance);
        await lab.Engine.StartAsync(CancellationToken.None);
        return lab;
    }

    /// <summary>The process dies; the next one finds what had been committed.</summary>
    public async Task<DurableLab> CrashAsync(ScriptedFunctions? functions = null)
    {
        var store = await Store.SurvivorAsync();
        var next = new DurableLab(functions ?? Functions, store, Clock.GetUtcNow(), _settings, _loggers);
        await next.Engine.StartAsync(CancellationToken.None);
        return next;
    }

    /// <summary>Starts an orchestrator and lets it come to rest without moving the clock.</summary>
    public async Task<string> BeginAsync(string orchestrator, object? input = null, string? id = null)
    {
        var started = await Client.ScheduleNewOrchestrationInstanceAsync(
            orchestrator, input, new StartOrchestrationOptions(id));
        await SettleAsync();
        return started;
    }

    /// <summary>Waits until nothing is under way.</summary>
    public Task SettleAsync() => Tracker.WhenIdleAsync();

    public async Task<OrchestrationMetadata> StateAsync(string id) =>
        await Client.GetInstanceAsync(id, getInputsAndOutputs: true)
        ?? throw new InvalidOperationException($"There is no instance {id}.");

    /// <summary>Runs an orchestrator to its end, moving the clock from one due moment to the next.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, string? id = null) =>
        await EndAsync(await BeginAsync(orchestrator, input, id));

    /// <summary>Moves the clock from one due moment to the next until an instance is over.</summary>
    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        while (true)
        {
            await SettleAsync();
            var state = await StateAsync(id);
            if (state.IsCompleted)
                return state;
            Clock.AdvanceTo(Clock.NextDue ?? throw new InvalidOperationException(
                $"{state} waits for what does not come by itself."));
        }
    }

    public async Task AdvanceAsync(TimeSpan by)
    {
        var until = Clock.GetUtcNow() + by;
        while (Clock.NextDue <= until)
        {
            Clock.AdvanceTo(Clock.NextDue.Value);
            await SettleAsync();
        }

        Clock.AdvanceTo(until);
    }
}
