using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// Runs orchestrations: their histories, timers and messages live in a row store, one transaction a step.
/// </summary>
internal sealed class DurableEngine(
    IRowStore store,
    IDurableFunctions functions,
    TimeProvider clock,
    WorkTracker tracker,
    DurableSettings settings,
    ILoggerFactory loggers)
{
    private readonly DurableHub _hub = new(store, functions, clock, tracker, settings, loggers);
    private ITimer? _lock;
    private bool _abandoned;

    /// <summary>Takes up what the store says is under way.</summary>
    public Task StartAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var work = tracker.Begin("recovery of orchestrations");

        // Read in full before the first instance writes.
        var records = DurableRows.Records(store).Where(record => record.IsToBegin).ToList();
        var tasks = DurableRows.AllTasks(store).ToList();
        var messages = DurableRows.AllMessages(store).OrderBy(message => message.Order).ToList();
        _hub.OrderFrom(messages.LastOrDefault().Order);

        foreach (var (instance, task) in tasks)
        {
            if (task is StoredTimer timer)
                _hub.Timers.Arm(new(instance, timer.ExecutionId, timer.Id), timer.FireAt);
        }

        foreach (var record in records.Where(record => record.IsScheduledAfter(clock.GetUtcNow())))
            _hub.Timers.ArmStart(record);

        var locked = TimeSpan.FromSeconds(settings.Imprecision.LockAfterCrashSeconds);
        if (locked == TimeSpan.Zero)
            TakeUp();
        else
            _lock = clock.CreateTimer(_ => TakeUp(), null, locked, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;

        // What was under way when the last process ended.
        void TakeUp()
        {
            using var work = tracker.Begin("recovery of orchestrations");
            foreach (var record in records.Where(record => !record.IsScheduledAfter(clock.GetUtcNow())))
                _hub.Post(record.Id, new BeginInstance(record.ExecutionId));
            foreach (var (instance, order, message) in messages)
                _hub.Post(instance, _hub.Message(instance, order, message));
            foreach (var (instance, task) in tasks)
            {
                if (task is StoredActivity activity)
                    _hub.Activities.Run(instance, activity);
            }
        }
    }

    /// <summary>
    /// Stops between steps. Running activities may finish, for a while; then they are cancelled and run again at the
    /// next start.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (_abandoned)
            return;
        _hub.BeginStopping();
        _lock?.Dispose();
        _hub.Timers.Dispose();

        // Steps first, for they start activities; then activities, for whose outcomes instances wake once more.
        await _hub.Instances.WhenIdleAsync().WaitAsync(cancellation);
        await _hub.Activities.StopAsync(cancellation);
        await _hub.Instances.WhenIdleAsync().WaitAsync(cancellation);
        _hub.Waiters.Stop();
    }

    /// <summary>What each open instance waits for, one line each, for whoever wonders why nothing happens.</summary>
    public IReadOnlyList<string> DescribeWaits() => Waits.Describe(_hub);

    /// <summary>What happened to the present generation of an instance, step by step.</summary>
    public IEnumerable<HistoryStep> History(string instanceId) => DurableRows.Steps(store, instanceId);

    /// <summary>Drops everything as it is, as if the process had died: no step ends, and nobody is waited for.</summary>
    public void Abandon()
    {
        _abandoned = true;
        _hub.BeginStopping();
        _lock?.Dispose();
        _hub.Timers.Dispose();
        _hub.Activities.Abandon();
        _hub.Waiters.Stop();
    }

    /// <summary>A client of this engine, which knows where its instances can be watched over HTTP, if anywhere.</summary>
    public DurableTaskClient CreateClient(ManagementAddress? address = null) => new EngineClient(_hub, address);
}
