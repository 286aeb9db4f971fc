using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Durable.Entities;

namespace Switchboard.Embedded.Durable.Engine.Entities;

/// <summary>
/// What the messages of an entity do to it. Nothing is kept in memory: each step reads the state and the inbox, carries
/// out what may be carried out, and commits the new state, the answers and the emptied inbox together.
/// </summary>
internal sealed class EntityState(DurableHub hub, string id) : IInstanceState
{
    private const int MostOperationsAStep = 100;

    private static readonly IReadOnlyList<InstanceMessage> Nothing = [];

    public bool IsWaiting => false;

    public IReadOnlyCollection<string>? AwaitedEvents => null;

    public void Forget()
    {
        // The next step reads everything again.
    }

    public async Task<IReadOnlyList<InstanceMessage>> HandleAsync(IReadOnlyList<InstanceMessage> messages)
    {
        foreach (var message in messages)
        {
            if (hub.IsStopping)
                message.Answer?.TrySetException(new InvalidOperationException("The Durable engine is stopping."));
            else if (message is TidyEntity tidy)
                await TidyAsync(tidy);
            else if (message is EntityNudge { At: { } at } later && at > hub.Clock.GetUtcNow())
                hub.Timers.PostAt(at, id, later);
            else if (message is not EntityNudge)
                Refuse(message);
        }

        return hub.IsStopping ? Nothing : await StepAsync();
    }

    // There is no orchestration of this id.
    private void Refuse(InstanceMessage message)
    {
        if (message is PurgeInstance)
            message.Answer?.TrySetResult(0);
        else
            message.Answer?.TrySetException(RpcException.NoInstanceToRaise(id));
    }

    private async Task<IReadOnlyList<InstanceMessage>> StepAsync()
    {
        var now = hub.Clock.GetUtcNow();
        var inbox = DurableRows.Messages(hub.Store, id)
            .Where(stored => stored.Message is not StoredOperation operation || !(operation.DueAt > now))
            .ToList();
        if (inbox.Count == 0)
            return Nothing;

        var commit = new StepCommit(hub, id);
        var record = DurableRows.Entity(hub.Store, id) ?? new() { Id = id, UpdatedAt = now };
        var operations = new List<StoredOperation>();
        var more = false;
        var consumed = 0;
        while (inbox.FindIndex(stored => record.LockedBy is null || stored.Message.From == record.LockedBy)
            is >= 0 and var next)
        {
            // A lock holds for what comes after it, so what came before it is carried out first.
            var (order, message) = inbox[next];
            more = message is StoredOperation ? operations.Count == MostOperationsAStep : operations.Count > 0;
            if (more)
                break;

            inbox.RemoveAt(next);
            commit.Consume(order);
            consumed++;
            switch (message)
            {
                case StoredOperation operation:
                    operations.Add(operation);
                    break;
                case StoredLock wish:
                    record = record with { LockedBy = wish.Owner };
                    commit.Locked(wish);
                    break;
                case StoredRelease:
                    record = record with { LockedBy = null };
                    break;
            }
        }

        if (consumed == 0)
            return Nothing;
        if (operations.Count > 0)
            record = record with { State = await RunAsync(commit, record.State, operations), UpdatedAt = now };
        commit.Put(record);
        await commit.CommitAsync();
        return more ? [new EntityNudge((DateTimeOffset?)null)] : Nothing;
    }

    private async Task<string?> RunAsync(StepCommit commit, string? state, IReadOnlyList<StoredOperation> operations)
    {
        var entity = EntityInstanceId.FromString(id);
        var batch = new EntityBatch(hub, entity, state, operations);
        try
        {
            if (!hub.Functions.HasEntity(entity.Name))
                throw new InvalidOperationException($"There is no entity function named '{entity.Name}'.");
            await hub.Functions.RunEntityAsync(entity.Name, batch);
            if (batch.Outcomes.Count < operations.Count)
                throw new InvalidOperationException("The entity function returned without dispatching its operations.");
        }
        catch (Exception exception)
        {
            // What was carried out stands; the rest fails with the function.
            hub.Log.LogError(exception, "The function of entity {EntityId} failed.", id);
            batch.FailRest(exception);
        }

        foreach (var (operation, outcome) in operations.Zip(batch.Outcomes))
        {
            if (operation.Caller is { } caller)
                commit.Answer(caller, outcome);
        }

        foreach (var (target, message) in batch.Sent)
            commit.Send(target, message);
        return batch.State;
    }

    private async Task TidyAsync(TidyEntity tidy)
    {
        if (DurableRows.Entity(hub.Store, id) is not { } record)
        {
            tidy.Answer!.TrySetResult(0);
            return;
        }

        var commit = new StepCommit(hub, id);
        var done = 0;
        if (tidy.ReleaseLock
            && record.LockedBy is { } owner
            && DurableRows.Record(hub.Store, owner) is null or { IsOver: true })
        {
            record = record with { LockedBy = null };
            commit.Put(record);
            done |= TidyEntity.Released;
        }

        if (tidy.RemoveEmpty
            && record is { State: null, LockedBy: null }
            && !DurableRows.Messages(hub.Store, id).Any())
        {
            commit.DeleteEntity();
            done |= TidyEntity.Removed;
        }

        await commit.CommitAsync();
        tidy.Answer!.TrySetResult(done);
    }
}
