namespace Switchboard.Embedded.Durable;

/// <summary>
/// Says, after a failure, whether to try again. Runs as part of the orchestrator and must be deterministic.
/// </summary>
public delegate bool RetryHandler(RetryContext retryContext);

/// <summary>
/// Says, after a failure, whether to try again. Runs as part of the orchestrator and must be deterministic.
/// </summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);

/// <summary>What a retry handler is told about a failure.</summary>
/// <param name="OrchestrationContext">The orchestration, for timers and its time.</param>
/// <param name="LastAttemptNumber">How many attempts failed so far: 1, 2, 3…</param>
/// <param name="LastFailure">The last failure.</param>
/// <param name="TotalRetryTime">The time since the first attempt began.</param>
/// <param name="CancellationToken">Cancelled when retrying is to stop.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);
