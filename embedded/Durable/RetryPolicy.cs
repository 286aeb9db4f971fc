namespace Switchboard.Embedded.Durable;

/// <summary>Retries a fixed number of times, waiting longer each time by durable timers.</summary>
public class RetryPolicy
{
    /// <summary>Defines a policy.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, the first included; at least 1.</param>
    /// <param name="firstRetryInterval">The wait between the first and the second attempt; more than zero.</param>
    /// <param name="backoffCoefficient">By what each further wait is multiplied; at least 1.</param>
    /// <param name="maxRetryInterval">The longest wait; one hour if null.</param>
    /// <param name="retryTimeout">
    /// No attempt begins after a failure that came later than this; unlimited if null.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its limits.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        NotShorterThanFirst(maxRetryInterval, nameof(maxRetryInterval));
        NotShorterThanFirst(retryTimeout, nameof(retryTimeout));

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;

        void NotShorterThanFirst(TimeSpan? value, string name)
        {
            if (value is { } given && given != Timeout.InfiniteTimeSpan)
                ArgumentOutOfRangeException.ThrowIfLessThan(given, firstRetryInterval, name);
        }
    }

    /// <summary>Attempts in all, the first included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>The wait between the first and the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>By what each further wait is multiplied.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>The longest wait.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>No attempt begins after a failure that came later than this.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Whether a failure is worth another attempt; every one is if nothing was set.</summary>
    public Func<Exception, bool> Handle { get; private init; } = _ => true;

    /// <summary>Kept for source compatibility; not asked, as on Azure.</summary>
    public Func<Exception, Task<bool>>? HandleAsync { get; set; }

    /// <summary>Says whether a failure is worth another attempt.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            Handle = exception => value(
                exception is TaskFailedException { FailureDetails: { } details }
                    ? details
                    : TaskFailureDetails.FromException(exception));
        }
    }

    /// <summary>The wait after the <paramref name="failures"/>th failure in a row.</summary>
    internal TimeSpan DelayAfter(int failures)
    {
        var milliseconds = FirstRetryInterval.TotalMilliseconds * Math.Pow(BackoffCoefficient, failures - 1);
        return MaxRetryInterval == Timeout.InfiniteTimeSpan || milliseconds < MaxRetryInterval.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, TimeSpan.FromDays(36_500).TotalMilliseconds))
            : MaxRetryInterval;
    }
}
