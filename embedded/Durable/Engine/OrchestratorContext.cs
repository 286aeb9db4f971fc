using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Durable.Entities;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>What the orchestrator of an <see cref="Execution"/> sees of it.</summary>
internal sealed class OrchestratorContext(ExecutionStart start, Execution execution) : TaskOrchestrationContext
{
    // Longer timers are chains of these, as on Azure Storage.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(3);

    private const int LongestCustomStatus = 8192;

    private int _guids;

    public override TaskName Name => start.Name;

    public override string InstanceId => start.InstanceId;

    public override ParentOrchestrationInstance? Parent { get; } =
        start.Parent is { } parent ? new(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => execution.StepAt.UtcDateTime;

    public override bool IsReplaying => execution.IsReplaying;

    public override TaskOrchestrationEntityFeature Entities => execution.Entities;

    protected override ILoggerFactory LoggerFactory => start.Loggers;

    public override T? GetInput<T>()
        where T : default => start.Converter.Deserialize<T>(start.Input);

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null)
    {
        Check(name, input, options);
        return Retries.RunAsync(this, options?.Retry, () => Activity<TResult>(name, input));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        Check(orchestratorName, input, options);
        execution.Entities.CheckSubOrchestration();
        Versions.Refuse(options?.Version);
        var given = (options as SubOrchestrationOptions)?.InstanceId;
        var instanceId = string.IsNullOrEmpty(given)
            ? NewGuid().ToString("N")
            : InstanceIds.Checked(given, "instanceId");
        var tags = options?.Tags?.ToDictionary();
        return Retries.RunAsync(
            this, options?.Retry, () => SubOrchestration<TResult>(orchestratorName, instanceId, input, tags));
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        execution.CheckThread();
        var due = fireAt.ToUniversalTime();
        while (due - CurrentUtcDateTime > LongestTimer && !cancellationToken.IsCancellationRequested)
            await Timer(CurrentUtcDateTime + LongestTimer, cancellationToken);
        await Timer(due, cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        execution.CheckThread();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        if (execution.Events.IsAwaited(eventName))
        {
            throw new InvalidOperationException(
                $"The orchestrator already waits for the event '{eventName}'. On Azure the wait that began last would "
                + "get the next event, so that an abandoned wait swallows events: keep the task of the first wait and "
                + "await it again, or cancel it before waiting anew.");
        }

        var received = new TaskCompletionSource<T>();
        if (execution.Events.Take(eventName) is { } kept)
        {
            Complete(received, kept);
            return received.Task;
        }

        var cancel = cancellationToken.Register(() =>
        {
            execution.CheckThread();
            execution.Events.StopAwaiting(eventName);
            received.TrySetCanceled(cancellationToken);
        });
        execution.Events.Await(eventName, raised =>
        {
            cancel.Dispose();
            Complete(received, raised);
        });
        return received.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        execution.CheckThread();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        InstanceIds.Checked(instanceId, nameof(instanceId));
        var serialized = start.Converter.Serialize(payload);
        execution.Tell(id => new SendEventRequest(id, instanceId, eventName, serialized));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        execution.CheckThread();
        var serialized = start.Converter.Serialize(customStatus);
        if (serialized?.Length > LongestCustomStatus)
        {
            execution.Fail(ExecutionEnd.Refused(FormattableString.Invariant(
                $"CustomStatus is too large: limit = 16 KB (UTF-16), actual = {serialized.Length / 512.0:0.##} KB.")));
        }

        execution.CustomStatus = serialized;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        execution.CheckThread();
        execution.ContinueAsNew(start.Converter.Serialize(newInput), preserveUnprocessedEvents);
    }

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Versions.Refuse(options.NewVersion);
        base.ContinueAsNew(options);
    }

    public override Guid NewGuid()
    {
        execution.CheckThread();
        return DeterministicGuid.Of($"{start.ExecutionId}_{_guids++}");
    }

    private void Check(TaskName name, object? input, TaskOptions? options)
    {
        execution.CheckThread();
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException(
                "A TaskOptions value was provided for the activity input but no value was provided for options. Did you"
                + " actually mean to provide a TaskOptions value for the options parameter?",
                nameof(input));
        }
    }

    private async Task<TResult> Activity<TResult>(TaskName name, object? input)
    {
        var serialized = start.Converter.Serialize(input);
        return Read<TResult>(await execution.Ask(
            id => new ActivityRequest(id, name, serialized), name, out _));
    }

    private async Task<TResult> SubOrchestration<TResult>(
        TaskName name, string instanceId, object? input, IReadOnlyDictionary<string, string>? tags)
    {
        var serialized = start.Converter.Serialize(input);
        return Read<TResult>(await execution.Ask(
            id => new SubOrchestrationRequest(id, name, instanceId, serialized, tags), name, out _));
    }

    private async Task Timer(DateTime due, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancelledAsTask();
        var fired = execution.Ask(id => new TimerRequest(id, due), "", out var timer);
        using var cancel = cancellationToken.Register(() =>
        {
            execution.CheckThread();
            execution.CancelTimer(timer);
        });
        await fired;
    }

    // The default of a value type and null are what void activities come to.
    private TResult Read<TResult>(string? result) => start.Converter.Deserialize<TResult>(result)!;

    // An event whose payload is not what was waited for fails the instance: code cannot catch it, as on Azure.
    private void Complete<T>(TaskCompletionSource<T> received, EventRaised raised)
    {
        T payload;
        try
        {
            payload = start.Converter.Deserialize<T>(raised.Payload)!;
        }
        catch (Exception exception)
        {
            execution.Fail(ExecutionEnd.FunctionFailed(start.Name, exception));
            return;
        }

        received.TrySetResult(payload);
    }
}
