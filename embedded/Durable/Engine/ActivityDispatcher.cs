using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>Runs activities on the thread pool, so many at once, and sends their outcomes to their instances.</summary>
internal sealed class ActivityDispatcher(DurableHub hub)
{
    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _waiting = new();
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource? _idle;
    private int _running;

    private readonly record struct Waiting(string InstanceId, StoredActivity Activity, TrackedWork Work);

    /// <summary>Runs an activity as soon as there is room.</summary>
    public void Run(string instanceId, StoredActivity activity)
    {
        // It stays stored, and the next start takes it up.
        if (hub.IsStopping)
            return;
        var waiting = new Waiting(instanceId, activity, hub.Tracker.Begin($"activity {activity.Name}"));
        lock (_lock)
        {
            if (_running >= hub.Settings.MaxConcurrentActivities)
            {
                _waiting.Enqueue(waiting);
                return;
            }

            _running++;
        }

        Start(waiting);
    }

    /// <summary>
    /// Lets those that run finish, for a while; then cancels them, and as soon as they do nothing but wait for the clock,
    /// which may stand still. Those that wait for their turn stay stored.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        Task idle;
        lock (_lock)
        {
            while (_waiting.TryDequeue(out var waiting))
                waiting.Work.Dispose();
            if (_running == 0)
                return;
            _idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            idle = _idle.Task;
        }

        if (!await EndsInTimeAsync(idle, hub.Tracker.WhenIdleAsync(), cancellation))
        {
            await _stop.CancelAsync();
            if (!await EndsInTimeAsync(idle, hopeless: null, cancellation))
                hub.Log.LogWarning("Activities ignored the cancellation of the host and were left behind.");
        }
    }

    /// <summary>Cancels those that run and waits for nobody.</summary>
    public void Abandon() => _stop.Cancel();

    private async Task<bool> EndsInTimeAsync(Task idle, Task? hopeless, CancellationToken cancellation)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = hub.Settings.ShutdownClock.CreateTimer(
            _ => over.TrySetResult(), null, hub.Settings.ShutdownGrace, Timeout.InfiniteTimeSpan);
        await using var cancelled = cancellation.Register(() => over.TrySetResult());
        return await Task.WhenAny(idle, over.Task, hopeless ?? over.Task) == idle;
    }

    private void Start(Waiting waiting) =>
        ThreadPool.UnsafeQueueUserWorkItem(
            static state => _ = state.Self.RunAsync(state.Waiting), (Self: this, Waiting: waiting), preferLocal: false);

    private async Task RunAsync(Waiting waiting)
    {
        waiting.Work.Carry();
        if (await OutcomeAsync(waiting.InstanceId, waiting.Activity) is { } outcome)
            hub.Post(waiting.InstanceId, new Deliver(outcome, waiting.Activity.ExecutionId));
        waiting.Work.Dispose();

        Waiting? next = null;
        TaskCompletionSource? idle = null;
        lock (_lock)
        {
            if (_waiting.TryDequeue(out var first))
                next = first;
            else if (--_running == 0)
                (idle, _idle) = (_idle, null);
        }

        if (next is { } following)
            Start(following);
        idle?.SetResult();
    }

    // Null if the host stopped it: it runs again at the next start.
    private async Task<ReceivedEvent?> OutcomeAsync(string instanceId, StoredActivity activity)
    {
        if (!hub.Functions.HasActivity(activity.Name))
        {
            hub.Log.LogError("Instance {InstanceId} called '{Activity}': no such activity.", instanceId, activity.Name);
            return new TaskFailed(activity.Id, new("(unknown)", "(unknown)", null, null, null));
        }

        try
        {
            var result = await hub.Functions.RunActivityAsync(
                activity.Name, instanceId, activity.Input, _stop.Token);
            return new TaskCompleted(activity.Id, hub.Converter.Serialize(result));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            hub.Log.LogWarning(
                exception, "Activity '{Activity}' of instance {InstanceId} failed.", activity.Name, instanceId);
            var type = hub.Settings.ActivityErrorTypes ? ErrorTypes.NameOf(exception.GetType()) : "(unknown)";
            return new TaskFailed(activity.Id, new(type, exception.Message, exception.StackTrace, null, null));
        }
    }
}
