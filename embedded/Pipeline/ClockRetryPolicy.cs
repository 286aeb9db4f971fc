using System.Runtime.ExceptionServices;
using Azure.Core;
using Azure.Core.Pipeline;
using Switchboard.Embedded.Clock;

namespace Switchboard.Embedded.Pipeline;

/// <summary>
/// Asks again where Azure.Core's own policy would, as often and after the same delays, but waits by the clock of the
/// service that it asks.
/// </summary>
internal sealed class ClockRetryPolicy(RetryOptions options) : HttpPipelinePolicy
{
    private readonly DelayStrategy _delays = options.Mode == RetryMode.Fixed
        ? DelayStrategy.CreateFixedDelayStrategy(options.Delay)
        : DelayStrategy.CreateExponentialDelayStrategy(options.Delay, options.MaxDelay);

    private readonly int _maxRetries = options.MaxRetries;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessAsync(message, pipeline, async: false).AsTask().GetAwaiter().GetResult();

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessAsync(message, pipeline, async: true);

    private async ValueTask ProcessAsync(
        HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline, bool async)
    {
        List<Exception>? failures = null;
        while (true)
        {
            Exception? failure = null;
            try
            {
                if (async)
                    await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
                else
                    ProcessNext(message, pipeline);
            }
            catch (Exception thrown)
            {
                failure = thrown;
                (failures ??= []).Add(thrown);
            }

            if (!IsWorthAnother(message, failure))
            {
                if (failure is not null)
                    Throw(failure, failures!, message);
                return;
            }

            await WaitAsync(message, failure).ConfigureAwait(false);
        }
    }

    private bool IsWorthAnother(HttpMessage message, Exception? failure)
    {
        if (message.ProcessingContext.RetryNumber >= _maxRetries)
            return false;
        return failure is not null
            ? message.ResponseClassifier.IsRetriable(message, failure)
            : message.Response.IsError && message.ResponseClassifier.IsRetriableResponse(message);
    }

    // What the service says of when to ask again counts where it is longer.
    private async Task WaitAsync(HttpMessage message, Exception? failure)
    {
        var context = message.ProcessingContext;
        var delay = _delays.GetNextDelay(failure is null ? message.Response : null, context.RetryNumber + 1);
        if (delay > TimeSpan.Zero)
        {
            await ClientPauses.WaitAsync(message.Request.Uri.ToUri(), delay, message.CancellationToken)
                .ConfigureAwait(false);
        }

        if (message.HasResponse)
            message.Response.ContentStream?.Dispose();
        context.RetryNumber++;
    }

    private static void Throw(Exception failure, List<Exception> failures, HttpMessage message)
    {
        if (failures.Count == 1)
            ExceptionDispatchInfo.Throw(failure);
        throw new AggregateException(
            $"Retry failed after {message.ProcessingContext.RetryNumber + 1} tries. Retry settings can be adjusted in "
            + "ClientOptions.Retry or by configuring a custom retry policy in ClientOptions.RetryPolicy.",
            failures);
    }
}
