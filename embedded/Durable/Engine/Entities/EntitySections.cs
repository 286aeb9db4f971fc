using System.Diagnostics.CodeAnalysis;
using Switchboard.Embedded.Durable.Entities;

namespace Switchboard.Embedded.Durable.Engine.Entities;

/// <summary>What an orchestrator does with entities, and the locks it holds.</summary>
internal sealed class EntitySections(DataConverter converter, string instanceId, Execution execution)
    : TaskOrchestrationEntityFeature
{
    // The locked entities with no call under way.
    private readonly HashSet<EntityInstanceId> _free = [];
    private EntityInstanceId[] _locked = [];
    private bool _entering;

    public override bool InCriticalSection([NotNullWhen(true)] out IReadOnlyList<EntityInstanceId>? entityIds)
    {
        entityIds = IsInside ? _locked : null;
        return IsInside;
    }

    public override async Task CallEntityAsync(
        EntityInstanceId id, string operationName, object? input = null, CallEntityOptions? options = null) =>
        await AskAsync(id, operationName, input);

    public override async Task<TResult> CallEntityAsync<TResult>(
        EntityInstanceId id, string operationName, object? input = null, CallEntityOptions? options = null) =>
        converter.Deserialize<TResult>(await AskAsync(id, operationName, input))!;

    public override Task SignalEntityAsync(
        EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null)
    {
        execution.CheckThread();
        ArgumentException.ThrowIfNullOrEmpty(operationName);
        if (_locked.Contains(id))
            throw new InvalidOperationException("Must not signal a locked entity from a critical section.");

        var serialized = converter.Serialize(input);
        execution.Tell(request => new EntityRequest(request, id.ToString(), operationName, new StoredOperation(
            instanceId, operationName, serialized, options?.SignalTime, null)));
        return Task.CompletedTask;
    }

    public override async Task<IAsyncDisposable> LockEntitiesAsync(IEnumerable<EntityInstanceId> entityIds)
    {
        ArgumentNullException.ThrowIfNull(entityIds);
        execution.CheckThread();
        if (IsInside || _entering)
        {
            throw new InvalidOperationException(
                "Must not enter another critical section from within a critical section.");
        }

        EntityInstanceId[] wished = [.. entityIds.Distinct().OrderBy(id => id.ToString(), StringComparer.Ordinal)];
        if (wished.Length == 0)
            throw new ArgumentException("The list of entities to lock must not be empty.", nameof(entityIds));

        _entering = true;
        await execution.Ask(
            request => new EntityLockRequest(request, wished[0].ToString(), instanceId, [.. wished.Skip(1).Select(
                id => id.ToString())]),
            "lock",
            out _,
            holds: false);
        _entering = false;
        _locked = wished;
        _free.UnionWith(wished);
        return new Section(this);
    }

    /// <summary>Releases what is locked, if anything is.</summary>
    public void Exit()
    {
        foreach (var id in _locked)
        {
            execution.Tell(request => new EntityRequest(
                request, id.ToString(), "release", new StoredRelease(instanceId)));
        }

        _locked = [];
        _free.Clear();
    }

    /// <summary>Refuses sub-orchestrations while entities are locked: they might wait for them for ever.</summary>
    public void CheckSubOrchestration()
    {
        if (IsInside)
            throw new InvalidOperationException("While holding locks, cannot call suborchestrators.");
    }

    private bool IsInside => _locked.Length > 0;

    private async Task<string?> AskAsync(EntityInstanceId id, string operationName, object? input)
    {
        execution.CheckThread();
        ArgumentException.ThrowIfNullOrEmpty(operationName);
        if (IsInside && !_free.Remove(id))
        {
            throw new InvalidOperationException(_locked.Contains(id)
                ? "Must not call an entity from a critical section while a prior call to the same entity is still "
                    + "pending."
                : "Must not call an entity from a critical section if it is not one of the locked entities.");
        }

        var serialized = converter.Serialize(input);
        try
        {
            return await execution.Ask(
                request => new EntityCallRequest(request, id.ToString(), instanceId, operationName, serialized),
                operationName,
                out _,
                holds: false);
        }
        catch (TaskFailedException failure)
        {
            throw new EntityOperationFailedException(id, operationName, failure.FailureDetails);
        }
        finally
        {
            if (_locked.Contains(id))
                _free.Add(id);
        }
    }

    private sealed class Section(EntitySections sections) : IAsyncDisposable
    {
        private bool _left;

        public ValueTask DisposeAsync()
        {
            if (!_left)
            {
                _left = true;
                sections.Exit();
            }

            return ValueTask.CompletedTask;
        }
    }
}
