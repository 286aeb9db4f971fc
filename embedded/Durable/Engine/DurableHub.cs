using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Converters;
using Switchboard.Embedded.Durable.Engine.Entities;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>What the instances of one engine share.</summary>
internal sealed class DurableHub
{
    private long _order;

    public DurableHub(
        IRowStore store,
        IDurableFunctions functions,
        TimeProvider clock,
        WorkTracker tracker,
        DurableSettings settings,
        ILoggerFactory loggers)
    {
        (Store, Functions, Clock, Tracker, Settings, Loggers) = (store, functions, clock, tracker, settings, loggers);
        Log = loggers.CreateLogger("Switchboard.Embedded.Durable");
        Instances = new(this);
        Timers = new(this);
        Activities = new(this);
    }

    public IRowStore Store { get; }

    public IDurableFunctions Functions { get; }

    public TimeProvider Clock { get; }

    public WorkTracker Tracker { get; }

    public DurableSettings Settings { get; }

    public ILoggerFactory Loggers { get; }

    public ILogger Log { get; }

    public DataConverter Converter { get; } = JsonDataConverter.Default;

    public Instances Instances { get; }

    public DurableTimers Timers { get; }

    public ActivityDispatcher Activities { get; }

    public StateWaiters Waiters { get; } = new();

    /// <summary>Whether no further step is to be made.</summary>
    public bool IsStopping { get; private set; }

    public void BeginStopping() => IsStopping = true;

    /// <summary>The place of the next stored message in the order of all.</summary>
    public long NextOrder() => Interlocked.Increment(ref _order);

    /// <summary>A place before all that is stored, for events that had been received already.</summary>
    public long NextOrderBeforeAll() => NextOrder() + (long.MinValue / 2);

    /// <summary>Goes on after this message.</summary>
    public void OrderFrom(long order) => _order = Math.Max(_order, order);

    public void ThrowIfStopping()
    {
        if (IsStopping)
            throw new InvalidOperationException("The Durable engine is stopping.");
    }

    public void Post(string instanceId, InstanceMessage message) => Instances.Post(instanceId, message);

    /// <summary>A stored message as its instance gets it.</summary>
    public InstanceMessage Message(string instanceId, long order, StoredMessage message) => message switch
    {
        StoredEvent stored => new Deliver((ReceivedEvent)stored.Event, stored.ExecutionId) { Order = order },
        StoredStart start => new StartInstance(
            new()
            {
                Id = instanceId,
                Name = start.Name,
                ExecutionId = start.ExecutionId,
                Status = OrchestrationRuntimeStatus.Pending,
                CreatedAt = Clock.GetUtcNow(),
                UpdatedAt = Clock.GetUtcNow(),
                StartAt = start.StartAt,
                Tags = start.Tags,
                Parent = start.Parent,
            },
            start.Input,
            [])
        { Order = order },
        StoredEntityMessage entity => new EntityNudge((entity as StoredOperation)?.DueAt),
        _ => throw new InvalidOperationException($"Unknown message {message.GetType()}."),
    };
}
