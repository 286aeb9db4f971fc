using System.Globalization;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// One instance a callout, <c>callout-{id}</c>, from its first start, or from when it is to start by itself, to its deletion:
/// <code>
///          ┌──────────────── pause is over, or woken ───────────────┐
///          ▼                                                        │
///   take a turn ──▶ something in flight, or due later ──▶ wait that long, or until woken
///          │ └────▶ nothing to do ──────────────────────▶ wait until woken
///          ▼
///   nothing to do, ever ──▶ end
/// </code>
/// What happens to calls is written by the functions that receive ACS's events; this only keeps the dialler turning. A turn
/// that fails again and again, because nobody reaches the tables for example, is taken again later.
/// </summary>
public sealed class CalloutOrchestration(CalloutDialler dialler)
{
    private const string Wake = "Wake";

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    /// <summary>Turns the dialler of a callout.</summary>
    [Function(nameof(RunCallout))]
    public static async Task RunCallout([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var calloutId = context.GetInput<long>();
        var turn = await TakeTurnAsync(context, calloutId);
        if (turn.Ends)
            return;

        await WaitAsync(context, turn.Pause);
        // The turn that follows sees what all who woke it have written: it answers every event there is by now.
        context.ContinueAsNew(calloutId, preserveUnprocessedEvents: false);
    }

    /// <summary>Takes one turn of the dialler of a callout.</summary>
    [Function(nameof(TakeDiallerTurn))]
    public Task<DiallerTurn> TakeDiallerTurn([ActivityTrigger] long calloutId, CancellationToken cancellation) =>
        dialler.TakeTurnAsync(calloutId, cancellation);

    /// <summary>Has the callout's instance take a look now.</summary>
    internal static Task WakeAsync(DurableTaskClient client, long calloutId, CancellationToken cancellation) =>
        Of(calloutId).WakeAsync(client, Wake, cancellation);

    /// <summary>Starts the callout's instance if it is missing, and wakes it if it has not stirred since something was changed.</summary>
    internal static Task EnsureAsync(
        DurableTaskClient client, long calloutId, DateTimeOffset changedAt, CancellationToken cancellation) =>
        Of(calloutId).EnsureAsync(client, Wake, changedAt, cancellation);

    /// <summary>Has the callout's instance, if there is one, take a look now.</summary>
    internal static void Notify(TaskOrchestrationContext context, long calloutId) =>
        context.SendEvent(Of(calloutId).InstanceId, Wake, null!);

    private static async Task<DiallerTurn> TakeTurnAsync(TaskOrchestrationContext context, long calloutId)
    {
        try
        {
            return await context.CallActivityAsync<DiallerTurn>(nameof(TakeDiallerTurn), calloutId, Orchestration.Retried);
        }
        catch (TaskFailedException)
        {
            // The host has logged each failure.
            return DiallerTurn.NextIn(PauseAfterFailure);
        }
    }

    private static async Task WaitAsync(TaskOrchestrationContext context, TimeSpan? pause)
    {
        if (pause is not { } limit)
        {
            await context.WaitForExternalEvent<object?>(Wake);
            return;
        }

        try
        {
            await context.WaitForExternalEvent<object?>(Wake, limit);
        }
        catch (TaskCanceledException)
        {
            // Nobody woke it: the pause is over.
        }
    }

    private static Orchestration Of(long calloutId) =>
        new(nameof(RunCallout), string.Create(CultureInfo.InvariantCulture, $"callout-{calloutId}"), calloutId);
}
