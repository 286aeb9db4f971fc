using Switchboard.Embedded.Durable.Engine.Entities;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// One generation of an instance in memory: its orchestrator, suspended where it awaits something, and what it waits
/// for. Fed with what was received it goes on and says what it asks for. Built anew from the history it comes to the
/// same point, or shows where code and history differ.
/// </summary>
internal sealed class Execution
{
    private const string NothingAwaited =
        "The orchestrator is waiting, but for nothing durable. " + OrchestratorThread.Foreign;

    private readonly ExecutionStart _start;
    private readonly OrchestratorThread _thread;
    private readonly OrchestratorContext _context;
    private readonly Dictionary<int, Open> _open = [];
    private readonly SortedDictionary<int, OrchestratorRequest> _requests = [];
    private readonly HashSet<int> _cancelledTimers = [];
    private readonly Queue<ReceivedEvent> _whileSuspended = new();
    private Task<object?>? _orchestrator;
    private ContinuedEnd? _continued;
    private bool _keepEvents;
    private ReturnedEnd? _fatal;
    private bool _suspended;
    private int _nextId;

    public Execution(ExecutionStart start)
    {
        _start = start;
        _thread = new(Break);
        Entities = new(start.Converter, start.InstanceId, this);
        _context = new(start, this);
    }

    /// <summary>The present generation of an instance, run over its history.</summary>
    /// <param name="hub">Where the history lies.</param>
    /// <param name="record">The instance.</param>
    /// <param name="onBroken">Told, on any thread, when the orchestrator does what cannot be replayed.</param>
    public static Execution Rebuilt(DurableHub hub, InstanceRecord record, Action<Execution> onBroken)
    {
        var execution = new Execution(new(
            record.Name,
            record.Id,
            record.ExecutionId,
            DurableRows.InputOf(hub.Store, record.Id),
            record.Parent,
            hub.Functions,
            hub.Converter,
            hub.Loggers,
            onBroken));
        if (record.Steps > 0)
            execution.Replay(DurableRows.Steps(hub.Store, record.Id));
        return execution;
    }

    /// <summary>What is still awaited.</summary>
    private sealed record Open(string Name, bool Holds)
    {
        public TaskCompletionSource<string?> Outcome { get; } = new();
    }

    /// <summary>What the orchestrator does with entities.</summary>
    public EntitySections Entities { get; }

    /// <summary>The events that came and the waits for those to come.</summary>
    public EventInbox Events { get; } = new();

    /// <summary>Which generation it is.</summary>
    public string ExecutionId => _start.ExecutionId;

    /// <summary>When the present step began.</summary>
    public DateTimeOffset StepAt { get; private set; }

    /// <summary>Whether the code runs over what already happened.</summary>
    public bool IsReplaying { get; private set; }

    /// <summary>The custom status as JSON. Until one is set it reads <c>null</c>, as on Azure.</summary>
    public string? CustomStatus { get; set; } = "null";

    /// <summary>Whether the outcome of this request is still awaited.</summary>
    public bool IsOpen(int id) => _open.ContainsKey(id);

    /// <summary>Rebuilds the generation from its history.</summary>
    public void Replay(IEnumerable<HistoryStep> history)
    {
        IsReplaying = true;
        foreach (var step in history)
        {
            Receive(step.At, step.Received);
            foreach (var recorded in step.Produced.OfType<RequestEvent>())
            {
                if (_fatal is not null)
                    return;
                if (ReplayCheck.Difference(recorded, _requests.GetValueOrDefault(recorded.Id)) is { } difference)
                    _fatal = ExecutionEnd.NotDeterministic(difference);
                _requests.Remove(recorded.Id);
            }
        }

        IsReplaying = false;
    }

    /// <summary>Lets the orchestrator go on with what was received.</summary>
    public StepOutcome Step(DateTimeOffset at, IReadOnlyList<HistoryEvent> received)
    {
        IsReplaying = false;
        _cancelledTimers.Clear();
        if (_fatal is null)
            Receive(at, received);

        var requests = _requests.Values.ToArray();
        _requests.Clear();
        return new(requests, [.. _cancelledTimers], End());
    }

    /// <summary>Asks for something whose outcome is awaited.</summary>
    /// <param name="request">The request under its number.</param>
    /// <param name="name">What is called, for the message of a failure.</param>
    /// <param name="id">The number.</param>
    /// <param name="holds">Whether the instance stays open until the outcome is there, awaited or not.</param>
    public Task<string?> Ask(Func<int, OrchestratorRequest> request, string name, out int id, bool holds = true)
    {
        id = Tell(request);
        var open = new Open(name, holds);
        _open.Add(id, open);
        return open.Outcome.Task;
    }

    /// <summary>Asks for something that has no outcome.</summary>
    public int Tell(Func<int, OrchestratorRequest> request)
    {
        var id = _nextId++;
        _requests.Add(id, request(id));
        return id;
    }

    /// <summary>Cancels a timer that has not fired.</summary>
    public void CancelTimer(int id)
    {
        if (!Close(id, out var timer))
            return;
        _cancelledTimers.Add(id);
        timer.Outcome.SetCanceled();
    }

    public void ContinueAsNew(string? input, bool keepEvents)
    {
        _continued = new(input, []);
        _keepEvents = keepEvents;
    }

    /// <summary>Fails the instance whatever its code does about it.</summary>
    public void Fail(ReturnedEnd end) => _fatal ??= end;

    /// <summary>Refuses calls from outside the orchestrator's thread.</summary>
    public void CheckThread()
    {
        if (_thread.IsCurrent)
            return;
        Break(OrchestratorThread.Foreign);
        throw new InvalidOperationException(OrchestratorThread.Foreign);
    }

    /// <summary>The orchestrator did something that cannot be replayed; may be called on any thread.</summary>
    private void Break(string reason)
    {
        Interlocked.CompareExchange(ref _fatal, ExecutionEnd.NotDurable(reason), null);
        _start.OnBroken(this);
    }

    private void Receive(DateTimeOffset at, IReadOnlyList<HistoryEvent> received)
    {
        StepAt = at;
        _thread.Run(() =>
        {
            foreach (var one in received.OfType<ReceivedEvent>())
            {
                Receive(one);
                _thread.RunReady();
            }

            // Whoever returns or throws holds no locks any more.
            if (_orchestrator is { IsCompleted: true })
                Entities.Exit();
        });
    }

    private void Receive(ReceivedEvent received)
    {
        if (_suspended && received is not ExecutionResumed)
        {
            _whileSuspended.Enqueue(received);
            return;
        }

        switch (received)
        {
            case ExecutionStarted:
                Begin();
                break;
            case EventRaised raised:
                Events.Receive(raised);
                break;
            case ExecutionSuspended:
                _suspended = true;
                break;
            case ExecutionResumed:
                Resume();
                break;
            case TaskCompleted { Id: var id, Result: var result }:
                Succeed(id, result);
                break;
            case SubOrchestrationCompleted { Id: var id, Result: var result }:
                Succeed(id, result);
                break;
            case TimerFired { Id: var id }:
                Succeed(id, null);
                break;
            case EntityOperationCompleted { Id: var id, Result: var result }:
                Succeed(id, result);
                break;
            case EntitiesLocked { Id: var id }:
                Succeed(id, null);
                break;
            case EntityOperationFailed { Id: var id, Failure: var failure }:
                Fail(id, failure);
                break;
            case TaskFailed { Id: var id, Failure: var failure }:
                Fail(id, failure);
                break;
            case SubOrchestrationFailed { Id: var id, Failure: var failure }:
                Fail(id, failure);
                break;
        }
    }

    private void Begin()
    {
        try
        {
            _orchestrator = _start.Functions.RunOrchestratorAsync(_start.Name, _context);
        }
        catch (Exception exception)
        {
            _orchestrator = Task.FromException<object?>(exception);
        }

        // Whoever completes the orchestrator on another thread went on after awaiting something not durable.
        _orchestrator.ContinueWith(
            _ =>
            {
                if (!_thread.IsCurrent)
                    Break(OrchestratorThread.Foreign);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void Resume()
    {
        _suspended = false;
        while (!_suspended && _whileSuspended.TryDequeue(out var earlier))
        {
            Receive(earlier);
            _thread.RunReady();
        }
    }

    private void Succeed(int id, string? result)
    {
        if (Close(id, out var open))
            open.Outcome.SetResult(result);
    }

    private void Fail(int id, TaskFailureDetails? failure)
    {
        if (Close(id, out var open))
            open.Outcome.SetException(new TaskFailedException(open.Name, id, failure!));
    }

    private bool Close(int id, out Open open) => _open.Remove(id, out open!);

    // An orchestrator that returned stays open until everything it asked for is done.
    private ExecutionEnd? End()
    {
        if (_fatal is not null)
            return _fatal;
        if (_suspended || _orchestrator is null)
            return null;
        if (!_orchestrator.IsCompleted)
            return _open.Count > 0 || Events.HasWaits ? null : ExecutionEnd.NotDurable(NothingAwaited);
        if (_open.Values.Any(open => open.Holds))
            return null;
        if (_orchestrator.IsFaulted)
            return ExecutionEnd.Threw(_start.Name, _orchestrator.Exception.InnerException!);
        if (_orchestrator.IsCanceled)
            return ExecutionEnd.FunctionFailed(_start.Name, new TaskCanceledException(_orchestrator));
        if (_continued is not null)
            return _continued with { CarriedEvents = _keepEvents ? Events.Kept : [] };

        try
        {
            return ExecutionEnd.Completed(_start.Converter.Serialize(_orchestrator.Result));
        }
        catch (Exception exception)
        {
            return ExecutionEnd.Threw(_start.Name, exception);
        }
    }
}

/// <summary>What a step of an orchestrator came to.</summary>
/// <param name="Requests">What it asks for, in order.</param>
/// <param name="CancelledTimers">The timers it cancelled, those it asked for in this step included.</param>
/// <param name="End">How it ended, or null.</param>
internal sealed record StepOutcome(
    IReadOnlyList<OrchestratorRequest> Requests, IReadOnlyList<int> CancelledTimers, ExecutionEnd? End);
