using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.Durable.Entities;

namespace Switchboard.Embedded.Durable;

/// <summary>
/// What an orchestrator function sees of its instance. Orchestrators run again from their beginning whenever they are
/// rebuilt, so they take time, ids and everything else that changes from here and await nothing but what it returns.
/// </summary>
public abstract class TaskOrchestrationContext
{
    /// <summary>The orchestrator.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The id of the instance.</summary>
    public abstract string InstanceId { get; }

    /// <summary>Who called this orchestration, or null.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>The moment at which the present step began (UTC): the same in every replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code runs over what already happened.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>What the orchestrator may do with entities.</summary>
    public virtual TaskOrchestrationEntityFeature Entities =>
        throw new NotSupportedException($"Durable entities are not supported by {GetType()}.");

    /// <summary>The version of the instance; empty for none.</summary>
    public virtual string Version => "";

    /// <summary>Settings of the worker; none here.</summary>
    public virtual IReadOnlyDictionary<string, object?> Properties => ImmutableDictionary<string, object?>.Empty;

    /// <summary>Makes loggers that stay silent in replays.</summary>
    public virtual ILoggerFactory ReplaySafeLoggerFactory => field ??= new ReplaySafeLoggers(this, LoggerFactory);

    /// <summary>Makes loggers that also write in replays.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The input of the instance; the type's default without one.</summary>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity.</summary>
    /// <param name="name">The activity.</param>
    /// <param name="input">Its input.</param>
    /// <param name="options">Retries.</param>
    /// <exception cref="TaskFailedException">The activity failed (at the await).</exception>
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<object>(name, input, options);

    /// <inheritdoc cref="CallActivityAsync(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) => CallActivityAsync(name, null, options);

    /// <inheritdoc cref="CallActivityAsync(TaskName, object?, TaskOptions?)"/>
    /// <typeparam name="TResult">What the activity returns.</typeparam>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) =>
        CallActivityAsync<TResult>(name, null, options);

    /// <inheritdoc cref="CallActivityAsync(TaskName, object?, TaskOptions?)"/>
    /// <typeparam name="TResult">What the activity returns.</typeparam>
    public abstract Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null);

    /// <summary>Waits durably for a while.</summary>
    /// <param name="delay">How long; zero and less are over at the next step.</param>
    /// <param name="cancellationToken">
    /// Ends the wait. An uncancelled timer keeps its instance open until it is due.
    /// </param>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>Waits durably until a moment.</summary>
    /// <param name="fireAt">Until when.</param>
    /// <param name="cancellationToken">
    /// Ends the wait. An uncancelled timer keeps its instance open until it is due.
    /// </param>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Waits for an event; events that came earlier are kept and count.</summary>
    /// <typeparam name="T">The event's payload.</typeparam>
    /// <param name="eventName">Its name, ignoring case.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Waits for an event until a time is over.</summary>
    /// <typeparam name="T">The event's payload.</typeparam>
    /// <param name="eventName">Its name, ignoring case.</param>
    /// <param name="timeout">How long.</param>
    /// <exception cref="TaskCanceledException">The time is over (at the await).</exception>
    public virtual Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout) =>
        WaitForExternalEvent<T>(eventName, timeout, CancellationToken.None);

    /// <inheritdoc cref="WaitForExternalEvent{T}(string, TimeSpan)"/>
    /// <param name="eventName">Its name, ignoring case.</param>
    /// <param name="timeout">How long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual async Task<T> WaitForExternalEvent<T>(
        string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timerEnd = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = CreateTimer(timeout, timerEnd.Token);
        using var waitEnd = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var received = WaitForExternalEvent<T>(eventName, waitEnd.Token);

        var first = await Task.WhenAny(timer, received);
        (first == received ? timerEnd : waitEnd).Cancel();
        return await received;
    }

    /// <summary>Sends an event to another instance; one that does not exist or is over gets nothing.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="eventName">The event.</param>
    /// <param name="payload">Its payload.</param>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Sets what clients see as the state of the instance: JSON of at most 8,192 characters.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Calls an orchestrator as a sub-orchestration.</summary>
    /// <param name="orchestratorName">The orchestrator.</param>
    /// <param name="input">Its input.</param>
    /// <param name="options">Retries and, as <see cref="SubOrchestrationOptions"/>, its instance id.</param>
    /// <exception cref="TaskFailedException">The sub-orchestration failed (at the await).</exception>
    public virtual Task CallSubOrchestratorAsync(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <inheritdoc cref="CallSubOrchestratorAsync(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <inheritdoc cref="CallSubOrchestratorAsync(TaskName, object?, TaskOptions?)"/>
    /// <typeparam name="TResult">What the orchestrator returns.</typeparam>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <inheritdoc cref="CallSubOrchestratorAsync(TaskName, object?, TaskOptions?)"/>
    /// <typeparam name="TResult">What the orchestrator returns.</typeparam>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    /// <summary>Starts the instance over, with an empty history, when the orchestrator returns.</summary>
    /// <param name="newInput">The input of the next generation.</param>
    /// <param name="preserveUnprocessedEvents">Whether events that nobody waited for yet are kept.</param>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>Starts the instance over, with an empty history, when the orchestrator returns.</summary>
    public virtual void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ContinueAsNew(options.NewInput, options.PreserveUnprocessedEvents);
    }

    /// <summary>A GUID that is the same in every replay (version 5).</summary>
    public abstract Guid NewGuid();

    /// <summary>A logger that stays silent in replays.</summary>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) =>
        new ReplaySafeLogger(this, LoggerFactory.CreateLogger(categoryName));

    /// <summary>A logger that stays silent in replays, in the category of a type.</summary>
    public virtual ILogger CreateReplaySafeLogger(Type type) =>
        new ReplaySafeLogger(this, LoggerFactory.CreateLogger(type));

    /// <summary>A logger that stays silent in replays, in the category of a type.</summary>
    public virtual ILogger CreateReplaySafeLogger<T>() => new ReplaySafeLogger(this, LoggerFactory.CreateLogger<T>());

    /// <summary>How the instance's version compares to another: negative if it is older.</summary>
    public int CompareVersionTo(string version) => VersionOrder.Compare(Version, version);
}
