using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine.Entities;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// Everything one step of an instance writes, in one transaction, and what is to be done once it is written.
/// </summary>
internal sealed class StepCommit(DurableHub hub, string instanceId)
{
    private readonly List<RowWrite> _writes = [];
    private readonly List<Action> _effects = [];

    /// <summary>Takes a message out of the store.</summary>
    public void Consume(InstanceMessage message)
    {
        if (message.Order is { } order)
            Consume(order);
    }

    /// <inheritdoc cref="Consume(InstanceMessage)"/>
    public void Consume(long order) => _writes.Add(DurableRows.DeleteMessage(instanceId, order));

    public void Put(EntityRecord record) => _writes.Add(DurableRows.Put(record));

    public void DeleteEntity() => _writes.Add(DurableRows.DeleteEntity(instanceId));

    public void Put(InstanceRecord record)
    {
        _writes.Add(DurableRows.Put(record));
        _effects.Add(() => hub.Waiters.Notice(record));
    }

    public void PutInput(string? input) => _writes.Add(DurableRows.PutInput(instanceId, input));

    public void Append(int number, HistoryStep step) => _writes.Add(DurableRows.Put(instanceId, number, step));

    /// <summary>Removes the history and whatever is under way.</summary>
    public void Clear(InstanceRecord record)
    {
        _writes.AddRange(DurableRows.DeleteSteps(instanceId, record.Steps));
        Abandon(record);
    }

    /// <summary>Removes whatever is under way.</summary>
    public void Abandon(InstanceRecord record)
    {
        _writes.AddRange(DurableRows.DeleteTasks(hub.Store, instanceId));
        _effects.Add(() => hub.Timers.CancelAll(instanceId, record.ExecutionId));
    }

    public void DeleteRecord() => _writes.AddRange(DurableRows.DeleteRecord(instanceId));

    /// <summary>The outcome of an activity or timer came in.</summary>
    public void Done(int task) => _writes.Add(DurableRows.DeleteTask(instanceId, task));

    public void Cancel(InstanceRecord record, int timer)
    {
        Done(timer);
        _effects.Add(() => hub.Timers.Cancel(new(instanceId, record.ExecutionId, timer)));
    }

    /// <summary>Does what an orchestrator asked for.</summary>
    public void Request(InstanceRecord record, OrchestratorRequest request)
    {
        switch (request)
        {
            case ActivityRequest activity:
                var stored = new StoredActivity(activity.Id, record.ExecutionId, activity.Name, activity.Input);
                _writes.Add(DurableRows.Put(instanceId, stored));
                _effects.Add(() => hub.Activities.Run(instanceId, stored));
                break;
            case TimerRequest timer:
                _writes.Add(DurableRows.Put(
                    instanceId, new StoredTimer(timer.Id, record.ExecutionId, timer.FireAt)));
                _effects.Add(() => hub.Timers.Arm(new(instanceId, record.ExecutionId, timer.Id), timer.FireAt));
                break;
            case SubOrchestrationRequest sub:
                Send(sub.InstanceId, new StoredStart(
                    sub.Name,
                    DeterministicGuid.Of($"{record.ExecutionId}/{sub.Id}").ToString("N"),
                    sub.Input,
                    sub.Tags,
                    new(instanceId, record.Name, record.ExecutionId, sub.Id)));
                break;
            case SendingRequest send:
                Send(send.InstanceId, send.MessageOf(record.ExecutionId));
                break;
        }
    }

    /// <summary>Tells the caller of a sub-orchestration how it ended.</summary>
    public void Report(ParentLink? parent, ReturnedEnd end)
    {
        if (parent is null)
            return;
        ReceivedEvent outcome = end.Status is OrchestrationRuntimeStatus.Completed
            ? new SubOrchestrationCompleted(parent.TaskId, end.Output)
            : new SubOrchestrationFailed(parent.TaskId, end.Failure);
        Send(parent.InstanceId, new StoredEvent(outcome, parent.ExecutionId));
    }

    /// <summary>Tells who called an operation how it ended.</summary>
    public void Answer(EntityCaller caller, OutcomeEvent outcome) =>
        Send(caller.InstanceId, new StoredEvent(outcome, caller.ExecutionId));

    /// <summary>Goes on to the next entity to lock, or tells the owner that all are locked.</summary>
    public void Locked(StoredLock wish)
    {
        if (wish.Rest is [var next, ..])
            Send(next, wish with { Rest = [.. wish.Rest.Skip(1)] });
        else
            Answer(wish.Caller, new EntitiesLocked(wish.Caller.TaskId));
    }

    /// <summary>Stores the outcome of an activity, to be received at the next start.</summary>
    public void Keep(OutcomeEvent outcome, string? executionId)
    {
        Done(outcome.Id);
        _writes.Add(DurableRows.Put(instanceId, hub.NextOrder(), new StoredEvent(outcome, executionId)));
    }

    /// <summary>Stores an event that nobody waited for, for the next generation.</summary>
    public InstanceMessage Carry(EventRaised raised)
    {
        var order = hub.NextOrderBeforeAll();
        var message = new StoredEvent(raised, null);
        _writes.Add(DurableRows.Put(instanceId, order, message));
        return hub.Message(instanceId, order, message);
    }

    /// <summary>Sends a message: it is stored if the step is, and delivered after.</summary>
    public void Send(string target, StoredMessage message)
    {
        var order = hub.NextOrder();
        _writes.Add(DurableRows.Put(target, order, message));
        _effects.Add(() => hub.Post(target, hub.Message(target, order, message)));
    }

    /// <summary>Writes everything, then does what follows from it.</summary>
    public async Task CommitAsync()
    {
        if (_writes.Count > 0)
        {
            // Never goes on upon the store's own thread, which other instances wait for.
            var committed = hub.Store.CommitAsync(_writes);
            if (!committed.IsCompletedSuccessfully)
                await committed.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }

        foreach (var effect in _effects)
            effect();
    }
}
