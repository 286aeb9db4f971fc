using System.Collections.Immutable;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Client.Entities;
using Switchboard.Embedded.Durable.Engine.Entities;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>The client of an engine in the same process. What it answers has been committed.</summary>
internal sealed class EngineClient(DurableHub hub, ManagementAddress? address) : DurableTaskClient("default")
{
    /// <summary>Where instances can be watched over HTTP.</summary>
    public ManagementAddress? Address => address;

    public override DurableEntityClient Entities { get; } = new EngineEntityClient(hub, "default");

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        cancellation.ThrowIfCancellationRequested();
        Versions.Refuse(options?.Version);
        var id = string.IsNullOrEmpty(options?.InstanceId)
            ? Guid.NewGuid().ToString("N")
            : InstanceIds.Checked(options.InstanceId, "options?.InstanceId");
        if (!InstanceIds.Fits(id))
            throw RpcException.CannotStart(id);

        var now = hub.Clock.GetUtcNow();
        var record = new InstanceRecord
        {
            Id = id,
            Name = orchestratorName,
            ExecutionId = Guid.NewGuid().ToString("N"),
            Status = OrchestrationRuntimeStatus.Pending,
            CreatedAt = now,
            UpdatedAt = now,
            StartAt = options?.StartAt,
            Tags = options?.Tags is { Count: > 0 } tags ? tags : null,
        };
        var start = new StartInstance(record, hub.Converter.Serialize(input), options?.DedupeStatuses ?? []);
        await AskAsync(id, answer => start with { Answer = answer });
        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return DeliverAsync(
            instanceId, new EventRaised(eventName, hub.Converter.Serialize(eventPayload)), cancellation);
    }

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        DeliverAsync(instanceId, new ExecutionTerminated(hub.Converter.Serialize(options?.Output)), cancellation);

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        DeliverAsync(instanceId, new ExecutionSuspended(reason), cancellation);

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        DeliverAsync(instanceId, new ExecutionResumed(reason), cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(
            nameof(WaitForInstanceStartAsync),
            instanceId,
            record => record.Status is not OrchestrationRuntimeStatus.Pending,
            getInputsAndOutputs,
            cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(
            nameof(WaitForInstanceCompletionAsync),
            instanceId,
            record => record.IsOver,
            getInputsAndOutputs,
            cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(
            DurableRows.Record(hub.Store, instanceId) is { } record
                ? Metadata(record, withInput: getInputsAndOutputs, withOutput: getInputsAndOutputs)
                : null);
    }

    // One page, whatever its size: so Azure Functions answers, and with nothing found one empty page.
    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        Pageable.Create<OrchestrationMetadata>((token, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var withInput = filter?.FetchInputsAndOutputs ?? false;
            var found = Find(filter);
            if (hub.Settings.Imprecision.PagedQueries)
                found = Page(found, token ?? filter?.ContinuationToken, filter?.PageSize, out token);
            return Task.FromResult(new Page<OrchestrationMetadata>(
                [.. found.Select(record => Metadata(record, withInput, withOutput: true))],
                hub.Settings.Imprecision.PagedQueries ? token : null));
        });

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return new(await AskAsync(instanceId, answer => new PurgeInstance(EvenOpen: false) { Answer = answer }));
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        cancellation.ThrowIfCancellationRequested();
        var found = Find(new(filter.CreatedFrom, filter.CreatedTo, filter.Statuses)).ToList();
        var purged = await Task.WhenAll(found.Select(record =>
            AskAsync(record.Id, answer => new PurgeInstance(EvenOpen: true) { Answer = answer })));
        return new(purged.Sum());
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task DeliverAsync(string instanceId, ReceivedEvent received, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        await AskAsync(instanceId, answer => new Deliver(received, null) { Answer = answer });
    }

    private Task<int> AskAsync(string instanceId, Func<TaskCompletionSource<int>, InstanceMessage> message)
    {
        hub.ThrowIfStopping();
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Post(instanceId, message(answer));
        return answer.Task;
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string method,
        string instanceId,
        Func<InstanceRecord, bool> wished,
        bool getInputsAndOutputs,
        CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        using var limit = new CancellationTokenSource(
            hub.Settings.Imprecision.ClientWaitSeconds is { } seconds
                ? TimeSpan.FromSeconds(seconds)
                : Timeout.InfiniteTimeSpan,
            hub.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            var record = await hub.Waiters.WaitAsync(
                instanceId, wished, () => DurableRows.Record(hub.Store, instanceId), either.Token);
            return Metadata(record, withInput: getInputsAndOutputs, withOutput: getInputsAndOutputs);
        }
        catch (OperationCanceledException exception)
        {
            throw new OperationCanceledException($"The {method} operation was canceled.", exception, cancellation);
        }
    }

    private IEnumerable<InstanceRecord> Find(OrchestrationQuery? filter)
    {
        if (filter?.TaskHubNames?.ToList() is { Count: > 0 } hubs
            && !hubs.Contains(hub.Settings.HubName, StringComparer.OrdinalIgnoreCase))
        {
            return [];
        }

        var statuses = filter?.Statuses?.ToHashSet();
        return DurableRows.Records(hub.Store).Where(record =>
            (filter?.InstanceIdPrefix is not { } prefix || record.Id.StartsWith(prefix, StringComparison.Ordinal))
            && (statuses is not { Count: > 0 } || statuses.Contains(record.Status))
            && !(record.CreatedAt < filter?.CreatedFrom)
            && !(record.CreatedAt > filter?.CreatedTo));
    }

    // The token is the id at which the page ended: what comes and goes meanwhile moves nothing.
    private static IReadOnlyList<InstanceRecord> Page(
        IEnumerable<InstanceRecord> found, string? after, int? size, out string? token)
    {
        IReadOnlyList<InstanceRecord> page = [.. found
            .Where(record => after is null || string.CompareOrdinal(record.Id, after) > 0)
            .OrderBy(record => record.Id, StringComparer.Ordinal)
            .Take(size ?? OrchestrationQuery.DefaultPageSize)];
        token = page.Count > 0 ? page[^1].Id : null;
        return page;
    }

    private OrchestrationMetadata Metadata(InstanceRecord record, bool withInput, bool withOutput) =>
        new(record.Name, record.Id)
        {
            RuntimeStatus = record.Status,
            CreatedAt = record.CreatedAt,
            LastUpdatedAt = record.UpdatedAt,
            SerializedInput = withInput ? DurableRows.InputOf(hub.Store, record.Id) : null,
            SerializedOutput = withOutput ? record.Output : null,
            SerializedCustomStatus = withOutput ? record.CustomStatus : null,
            Tags = record.Tags ?? ImmutableDictionary<string, string>.Empty,
            DataConverter = withOutput ? hub.Converter : null,
        };
}
