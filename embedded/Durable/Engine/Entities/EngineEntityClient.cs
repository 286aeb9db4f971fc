using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Client.Entities;
using Switchboard.Embedded.Durable.Entities;

namespace Switchboard.Embedded.Durable.Engine.Entities;

/// <summary>The client of the entities of an engine in the same process. What it answers has been committed.</summary>
internal sealed class EngineEntityClient(DurableHub hub, string name) : DurableEntityClient(name)
{
    public override async Task SignalEntityAsync(
        EntityInstanceId id,
        string operationName,
        object? input = null,
        SignalEntityOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id.Name, nameof(id));
        ArgumentException.ThrowIfNullOrEmpty(operationName);
        cancellation.ThrowIfCancellationRequested();
        hub.ThrowIfStopping();
        var commit = new StepCommit(hub, id.ToString());
        commit.Send(id.ToString(), new StoredOperation(
            null, operationName, hub.Converter.Serialize(input), options?.SignalTime, null));
        using var work = hub.Tracker.Begin("signal to an entity");
        await commit.CommitAsync();
    }

    public override Task<EntityMetadata?> GetEntityAsync(
        EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Find(id) is { } record ? Metadata(record, includeState) : null);
    }

    public override Task<EntityMetadata<T>?> GetEntityAsync<T>(
        EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Find(id) is { } record ? Metadata<T>(record, includeState) : null);
    }

    public override AsyncPageable<EntityMetadata> GetAllEntitiesAsync(EntityQuery? filter = null) =>
        All(filter, record => Metadata(record, filter?.IncludeState ?? true));

    public override AsyncPageable<EntityMetadata<T>> GetAllEntitiesAsync<T>(EntityQuery? filter = null) =>
        All(filter, record => Metadata<T>(record, filter?.IncludeState ?? true));

    public override async Task<CleanEntityStorageResult> CleanEntityStorageAsync(
        CleanEntityStorageRequest? request = null,
        bool continueUntilComplete = true,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        hub.ThrowIfStopping();
        var wished = request ?? CleanEntityStorageRequest.Default;
        var done = await Task.WhenAll(DurableRows.Entities(hub.Store).ToList().Select(record =>
        {
            var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            hub.Post(record.Id, new TidyEntity(wished.RemoveEmptyEntities, wished.ReleaseOrphanedLocks)
            {
                Answer = answer,
            });
            return answer.Task;
        }));
        return new()
        {
            EmptyEntitiesRemoved = done.Count(what => (what & TidyEntity.Removed) != 0),
            OrphanedLocksReleased = done.Count(what => (what & TidyEntity.Released) != 0),
        };
    }

    private static AsyncPageable<T> Page<T>(IEnumerable<T> found)
        where T : notnull => Pageable.Create<T>((_, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(new Page<T>([.. found]));
        });

    private AsyncPageable<T> All<T>(EntityQuery? filter, Func<EntityRecord, T> metadata)
        where T : notnull => Page(DurableRows.Entities(hub.Store)
            .Where(record => (record.State is not null || filter is { IncludeTransient: true })
                && (filter?.InstanceIdStartsWith is not { } prefix
                    || record.Id.StartsWith(prefix, StringComparison.Ordinal))
                && !(record.UpdatedAt < filter?.LastModifiedFrom)
                && !(record.UpdatedAt > filter?.LastModifiedTo))
            .Select(metadata));

    // One without a state does not exist for clients, though a lock may keep its row.
    private EntityRecord? Find(EntityInstanceId id) =>
        DurableRows.Entity(hub.Store, id.ToString()) is { State: not null } record ? record : null;

    private int Backlog(EntityRecord record) => DurableRows.Messages(hub.Store, record.Id).Count();

    private EntityMetadata Metadata(EntityRecord record, bool withState)
    {
        var state = withState && record.State is { } json ? new SerializedData(json, hub.Converter) : null;
        return new(EntityInstanceId.FromString(record.Id), state)
        {
            LastModifiedTime = record.UpdatedAt,
            LockedBy = record.LockedBy,
            BacklogQueueSize = Backlog(record),
        };
    }

    private EntityMetadata<T> Metadata<T>(EntityRecord record, bool withState)
    {
        var id = EntityInstanceId.FromString(record.Id);
        return withState && record.State is not null
            ? new(id, hub.Converter.Deserialize<T>(record.State))
            {
                LastModifiedTime = record.UpdatedAt,
                LockedBy = record.LockedBy,
                BacklogQueueSize = Backlog(record),
            }
            : new(id)
            {
                LastModifiedTime = record.UpdatedAt,
                LockedBy = record.LockedBy,
                BacklogQueueSize = Backlog(record),
            };
    }
}
