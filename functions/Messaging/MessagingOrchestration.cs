using Switchboard.Storage;

namespace Switchboard.Messaging;

/// <summary>
/// The one instance, <c>outbox</c>, that keeps the dispatcher turning:
/// <code>
///   ┌─▶ take a turn ──▶ rest ──▶ take a turn ──▶ rest ──▶ wait until something is due, or the bell rings ──┐
///   └──────────────────────────────── (or the bell has rung meanwhile) ◀───────────────────────────────────┘
/// </code>
/// So the first letter after a quiet time goes at once, however many letters there are cost no more than a turn every two
/// seconds, and whatever is left within a rest of a ring is seen without another (<see cref="OutboxBell"/>). Truth lies in
/// the tables: the instance can be lost at any moment, and the watch starts another.
/// </summary>
public sealed class MessagingOrchestration(Dispatcher dispatcher)
{
    /// <summary>The event that says that something was left.</summary>
    internal const string Ring = "Ring";

    /// <summary>The instance.</summary>
    internal static readonly Orchestration Instance = new(nameof(RunOutbox), "outbox", false);

    /// <summary>How long it rests after a turn; on Azure, where timers may fire early, up to a second less.</summary>
    internal static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <summary>Turns the dispatcher.</summary>
    [Function(nameof(RunOutbox))]
    public static async Task RunOutbox([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var isSecondLook = context.GetInput<bool>();
        // Whoever rings during the turn may have left something that it does not see. Whoever rang before is seen.
        var rung = context.WaitForExternalEvent<object?>(Ring);
        var pause = await context.CallActivityAsync<TimeSpan?>(nameof(TakeOutboxTurn), context.InstanceId, Orchestration.Retried);
        await context.CreateTimer(Rest, CancellationToken.None);
        var isQuiet = isSecondLook && !rung.IsCompleted;
        if (isQuiet)
            await WaitAsync(context, rung, pause - Rest);
        context.ContinueAsNew(!isQuiet && !rung.IsCompleted, preserveUnprocessedEvents: false);
    }

    /// <summary>Takes one turn of the dispatcher.</summary>
    [Function(nameof(TakeOutboxTurn))]
    public Task<TimeSpan?> TakeOutboxTurn([ActivityTrigger] string instance, CancellationToken cancellation) =>
        dispatcher.TakeTurnAsync(cancellation);

    /// <summary>Says in an orchestration that something was left.</summary>
    internal static void Notify(TaskOrchestrationContext context) => context.SendEvent(Instance.InstanceId, Ring, null!);

    private static async Task WaitAsync(TaskOrchestrationContext context, Task rung, TimeSpan? pause)
    {
        if (pause is null)
        {
            await rung;
        }
        else if (pause > TimeSpan.Zero)
        {
            using var enough = new CancellationTokenSource();
            await Task.WhenAny(rung, context.CreateTimer(pause.Value, enough.Token));
            enough.Cancel();
        }
    }
}
