namespace Switchboard.Callbacks;

/// <summary>Starts orchestrations of calls that should be there and are not.</summary>
public sealed class CallbackWatch(Callbacks callbacks)
{
    /// <summary>Looks once a minute.</summary>
    [Function(nameof(WatchCallbackCalls))]
    public async Task WatchCallbackCalls(
        [TimerTrigger("15 * * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellation)
    {
        await foreach (var call in callbacks.OpenCallsAsync(cancellation))
            await CallbackCallOrchestration.EnsureAsync(orchestrations, call.CallbackId, cancellation);
    }
}
