namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// The one logical thread of an orchestrator: its code runs only while <see cref="Run"/> does, continuation after
/// continuation in the order in which they became ready. Anything of the orchestrator's that shows up on another
/// thread was awaiting something that is not durable, and is reported instead of run.
/// </summary>
internal sealed class OrchestratorThread(Action<string> onForeign) : SynchronizationContext
{
    public const string Foreign =
        "The orchestrator awaited something that is not durable (Task.Delay, Task.Run, I/O, ConfigureAwait(false), a "
        + "CancellationTokenSource with a timeout …), so it cannot be replayed; on Azure it would hang. Await only "
        + "what TaskOrchestrationContext returns, and do everything else in an activity.";

    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private readonly Scheduler _scheduler = new();
    private volatile int _thread;

    /// <summary>Whether the caller is the orchestrator's own code.</summary>
    public bool IsCurrent => _thread == Environment.CurrentManagedThreadId;

    /// <summary>Runs <paramref name="action"/> as the orchestrator's code.</summary>
    public void Run(Action action)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        _thread = Environment.CurrentManagedThreadId;
        _scheduler.Owner = this;
        try
        {
            // As a task of the scheduler, so that ContinueWith and Task.Factory.StartNew stay on this thread too.
            var task = new Task(action);
            task.RunSynchronously(_scheduler);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            _thread = 0;
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Runs what is ready, until nothing is.</summary>
    public void RunReady()
    {
        while (_ready.TryDequeue(out var next))
            next.Callback(next.State);
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
            _ready.Enqueue((d, state));
        else
            onForeign(Foreign);
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
            d(state);
        else
            onForeign(Foreign);
    }

    public override SynchronizationContext CreateCopy() => this;

    private sealed class Scheduler : TaskScheduler
    {
        public OrchestratorThread? Owner { get; set; }

        public override int MaximumConcurrencyLevel => 1;

        protected override void QueueTask(Task task) => Owner!.Post(state => TryExecuteTask((Task)state!), task);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
            Owner!.IsCurrent && !taskWasPreviouslyQueued && TryExecuteTask(task);

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}
