using Switchboard.Embedded.Durable.Client;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// What an instance is in and what its messages do to it. Used by one thread at a time. Each call of
/// <see cref="HandleAsync"/> is one transaction; what is in memory is ahead of the store only within it.
/// </summary>
internal sealed class InstanceState(DurableHub hub, string id) : IInstanceState
{
    private static readonly IReadOnlyList<InstanceMessage> Nothing = [];

    private InstanceRecord? _record;
    private Execution? _execution;
    private bool _loaded;

    /// <summary>Whether an orchestrator is kept in memory until its next event.</summary>
    public bool IsWaiting => _execution is not null;

    /// <summary>The events that the orchestrator in memory waits for; null without one.</summary>
    public IReadOnlyCollection<string>? AwaitedEvents => _execution?.Events.Awaited;

    /// <summary>Forgets what is in memory: the store knows better.</summary>
    public void Forget() => (_record, _execution, _loaded) = (null, null, false);

    /// <summary>Deals with messages: one start or purge, or any number of others.</summary>
    /// <returns>What to deal with next, before anything else.</returns>
    public Task<IReadOnlyList<InstanceMessage>> HandleAsync(IReadOnlyList<InstanceMessage> messages)
    {
        if (!_loaded)
            (_record, _loaded) = (DurableRows.Record(hub.Store, id), true);

        return (hub.IsStopping, messages) switch
        {
            (true, _) => KeepAsync(messages),
            (_, [StartInstance start]) => StartAsync(start),
            (_, [PurgeInstance purge]) => PurgeAsync(purge),
            _ => StepAsync(messages),
        };
    }

    private async Task<IReadOnlyList<InstanceMessage>> StartAsync(StartInstance start)
    {
        var commit = new StepCommit(hub, id);
        commit.Consume(start);
        if (start.Record.Parent is null
            && InstanceRules.RefusalToReplace(_record, start.RefusedOver) is { } refusal)
        {
            await commit.CommitAsync();
            start.Answer?.TrySetException(refusal);
            return Nothing;
        }

        Remove(commit, "was replaced by a new instance with the same id");
        commit.PutInput(start.Input);
        commit.Put(start.Record);
        await commit.CommitAsync();

        (_record, _execution) = (start.Record, null);
        start.Answer?.TrySetResult(1);
        var begin = new BeginInstance(start.Record.ExecutionId);
        if (!start.Record.IsScheduledAfter(hub.Clock.GetUtcNow()))
            return [begin];
        hub.Timers.ArmStart(start.Record);
        return Nothing;
    }

    private async Task<IReadOnlyList<InstanceMessage>> PurgeAsync(PurgeInstance purge)
    {
        if (_record is null)
        {
            purge.Answer?.TrySetResult(0);
        }
        else if (InstanceRules.RefusalToPurge(_record, purge.EvenOpen) is { } refusal)
        {
            purge.Answer?.TrySetException(refusal);
        }
        else
        {
            var commit = new StepCommit(hub, id);
            Remove(commit, "was purged");
            commit.DeleteRecord();
            await commit.CommitAsync();
            (_record, _execution) = (null, null);
            purge.Answer?.TrySetResult(1);
        }

        return Nothing;
    }

    // Whoever called a sub-orchestration that vanishes would wait for ever.
    private void Remove(StepCommit commit, string why)
    {
        if (_record is null)
            return;
        commit.Clear(_record);
        if (!_record.IsOver)
            commit.Report(_record.Parent, ExecutionEnd.Refused($"The sub-orchestration '{id}' {why} while it ran."));
    }

    private async Task<IReadOnlyList<InstanceMessage>> StepAsync(IReadOnlyList<InstanceMessage> messages)
    {
        var now = hub.Clock.GetUtcNow();
        var commit = new StepCommit(hub, id);
        var answers = new List<TaskCompletionSource<int>>();
        var received = new List<ReceivedEvent>();
        var record = _record;
        var broken = false;
        var begun = false;

        foreach (var message in messages)
        {
            commit.Consume(message);
            switch (message)
            {
                case BeginInstance begin when begin.ExecutionId == record?.ExecutionId:
                    Begin();
                    break;
                case FoundBroken found when IsPresent(found.Execution, record):
                    (broken, _execution) = (true, found.Execution);
                    break;
                case Deliver deliver when Accepts(record, deliver, received, now):
                    if (deliver.Event is not ExecutionTerminated)
                        Begin();
                    received.Add(deliver.Event);
                    record = InstanceRules.After(record!, deliver.Event);
                    if (deliver.Answer is { } answer)
                        answers.Add(answer);
                    break;
            }
        }

        var next = Nothing;
        if (received.Count > 0 || broken)
            (record, next) = Advance(commit, record!, received, now);
        await commit.CommitAsync();

        _record = record;
        if (record is null or { IsOver: true } || hub.Settings.ReplayEveryEvent)
            _execution = null;
        foreach (var answer in answers)
            answer.TrySetResult(1);
        return next;

        void Begin()
        {
            if (begun || record is not { IsToBegin: true } || received.LastOrDefault() is ExecutionTerminated)
                return;
            begun = true;
            received.Add(new ExecutionStarted());
            record = InstanceRules.After(record, received[^1]);
        }
    }

    // In the mode that replays every event nothing stays in memory, but what broke the rules still has to be told.
    private bool IsPresent(Execution execution, InstanceRecord? record) => execution == _execution
        || (hub.Settings.ReplayEveryEvent
            && record is { IsOver: false }
            && record.ExecutionId == execution.ExecutionId);

    private bool Accepts(InstanceRecord? record, Deliver deliver, List<ReceivedEvent> received, DateTimeOffset now)
    {
        var late = deliver.ExecutionId is { } execution && execution != record?.ExecutionId;
        if (received.LastOrDefault() is ExecutionTerminated)
            record = record! with { Status = OrchestrationRuntimeStatus.Terminated };
        var refusal = InstanceRules.Refusal(id, record, deliver.Event, now);
        if (!late && refusal is null)
            return true;
        deliver.Answer?.TrySetException(refusal ?? new InvalidOperationException("The instance is another one."));
        return false;
    }

    private (InstanceRecord Record, IReadOnlyList<InstanceMessage> Next) Advance(
        StepCommit commit, InstanceRecord record, List<ReceivedEvent> received, DateTimeOffset now)
    {
        foreach (var outcome in received)
        {
            if (outcome is TaskCompleted or TaskFailed or TimerFired)
                commit.Done(((OutcomeEvent)outcome).Id);
        }

        record = record with { UpdatedAt = now };
        if (received.LastOrDefault() is ExecutionTerminated terminated)
        {
            var end = new ReturnedEnd(
                OrchestrationRuntimeStatus.Terminated,
                terminated.Output,
                new("(unknown)", "The sub-orchestration was terminated.", null, null, null));
            return (Over(commit, record, received, [], end, now), Nothing);
        }

        if (!hub.Functions.HasOrchestrator(record.Name))
        {
            var unknown = ExecutionEnd.NoSuchFunction(record.Name, hub.Functions.Orchestrators);
            return (Over(commit, record, received, [], unknown, now), Nothing);
        }

        _execution ??= Execution.Rebuilt(hub, record, broken => hub.Post(id, new FoundBroken(broken)));
        var outcomes = _execution.Step(now, received);
        // With the start and the end of the step, and the start or the end of the whole.
        var ends = (record.Steps == 0 ? 1 : 0) + (outcomes.End is null ? 0 : 1);
        EmbeddedMeter.HistoryEvents.Add(2 + received.Count + outcomes.Requests.Count + ends);
        record = record with { CustomStatus = _execution.CustomStatus };
        if (outcomes.End is ContinuedEnd continued)
            return Again(commit, record, outcomes, continued, now);

        var produced = outcomes.Requests.Select(request => request.Recorded).ToList<HistoryEvent>();
        if (outcomes.End is ReturnedEnd returned)
        {
            Send(commit, record, outcomes);
            return (Over(commit, record, received, produced, returned, now), Nothing);
        }

        Ask(commit, record, outcomes);
        commit.Append(record.Steps, new(now, received, produced));
        record = record with { Steps = record.Steps + 1 };
        commit.Put(record);
        return (record, Nothing);
    }

    private static void Ask(StepCommit commit, InstanceRecord record, StepOutcome outcome)
    {
        var cancelled = outcome.CancelledTimers.ToHashSet();
        foreach (var request in outcome.Requests)
        {
            if (!cancelled.Remove(request.Id))
                commit.Request(record, request);
        }

        foreach (var timer in cancelled)
            commit.Cancel(record, timer);
    }

    // At its end an orchestrator's events go out; whatever else it asked for has been done, cancelled or is void.
    private static void Send(StepCommit commit, InstanceRecord record, StepOutcome outcome)
    {
        foreach (var send in outcome.Requests.OfType<SendingRequest>())
            commit.Request(record, send);
    }

    private InstanceRecord Over(
        StepCommit commit,
        InstanceRecord record,
        IReadOnlyList<HistoryEvent> received,
        IReadOnlyList<HistoryEvent> produced,
        ReturnedEnd end,
        DateTimeOffset now)
    {
        commit.Append(record.Steps, new(now, received, [.. produced, new ExecutionCompleted(end.Status.ToString())]));
        record = record with { Status = end.Status, Output = end.Output, Steps = record.Steps + 1 };
        commit.Put(record);
        commit.Abandon(record);
        commit.Report(record.Parent, end);
        return record;
    }

    // The next generation: an empty history, and the events nobody waited for as its first messages.
    private (InstanceRecord Record, IReadOnlyList<InstanceMessage> Next) Again(
        StepCommit commit, InstanceRecord record, StepOutcome outcome, ContinuedEnd end, DateTimeOffset now)
    {
        Send(commit, record, outcome);
        commit.Clear(record);
        var next = record with
        {
            ExecutionId = DeterministicGuid.Of($"{record.ExecutionId}+").ToString("N"),
            CreatedAt = now,
            StartAt = null,
            Steps = 0,
        };
        commit.PutInput(end.Input);
        commit.Put(next);
        _execution = null;
        return (next, [new BeginInstance(next.ExecutionId), .. end.CarriedEvents.Select(commit.Carry)]);
    }

    // The engine stops: outcomes of activities are stored for the next time, all else is stored already.
    private async Task<IReadOnlyList<InstanceMessage>> KeepAsync(IReadOnlyList<InstanceMessage> messages)
    {
        var commit = new StepCommit(hub, id);
        foreach (var message in messages)
        {
            message.Answer?.TrySetException(new InvalidOperationException("The Durable engine is stopping."));
            if (message is Deliver { Event: OutcomeEvent and not TimerFired, Order: null } deliver)
                commit.Keep((OutcomeEvent)deliver.Event, deliver.ExecutionId);
        }

        await commit.CommitAsync();
        return Nothing;
    }
}
