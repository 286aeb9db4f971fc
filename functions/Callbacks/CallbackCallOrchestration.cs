using System.Globalization;
using Switchboard.Messaging;
using Switchboard.Storage;

namespace Switchboard.Callbacks;

/// <summary>
/// One instance a call to somebody who waits, <c>callback-{id}</c>: takes it one step further every few seconds until it is
/// a note. What happens to the call is written by the functions that receive ACS's events.
/// </summary>
public sealed class CallbackCallOrchestration(CallbackCalls calls)
{
    /// <summary>Sees a call through.</summary>
    [Function(nameof(RunCallbackCall))]
    public static async Task RunCallbackCall([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var callback = context.GetInput<long>();
        var pause = await context.CallActivityAsync<TimeSpan?>(nameof(AdvanceCallbackCall), callback, Orchestration.Retried);
        if (pause is null)
        {
            MessagingOrchestration.Notify(context);
            return;
        }

        await context.CreateTimer(pause.Value, CancellationToken.None);
        context.ContinueAsNew(callback);
    }

    /// <summary>Takes a call one step further.</summary>
    [Function(nameof(AdvanceCallbackCall))]
    public Task<TimeSpan?> AdvanceCallbackCall([ActivityTrigger] long callback, CancellationToken cancellation) =>
        calls.AdvanceAsync(callback, cancellation);

    /// <summary>Starts the instance of a call if it is missing.</summary>
    internal static Task EnsureAsync(DurableTaskClient client, long callback, CancellationToken cancellation) => new Orchestration(
        nameof(RunCallbackCall), string.Create(CultureInfo.InvariantCulture, $"callback-{callback}"), callback)
        .EnsureAsync(client, cancellation);
}
