using Switchboard.Storage;

namespace Switchboard.Messaging;

/// <summary>
/// The one instance, <c>outbox</c>, that keeps the dispatcher turning:
/// <code>
///   take a turn ──▶ something is due later ──▶ wait that long, or until the bell rings ──▶ again
///        └────────▶ nothing to do ──────────▶ wait until the bell rings ────────────────▶ again
/// </code>
/// Truth lies in the tables: the instance can be lost at any moment, and the watch starts another.
/// </summary>
public sealed class MessagingOrchestration(Dispatcher dispatcher)
{
    /// <summary>The event that says that something was left.</summary>
    internal const string Ring = "Ring";

    /// <summary>The instance.</summary>
    internal static readonly Orchestration Instance = new(nameof(RunOutbox), "outbox", "");

    /// <summary>Turns the dispatcher.</summary>
    [Function(nameof(RunOutbox))]
    public static async Task RunOutbox([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        // Whoever rings during the turn may have left something that it does not see. Whoever rang before is seen.
        var rung = context.WaitForExternalEvent<object?>(Ring);
        var pause = await context.CallActivityAsync<TimeSpan?>(nameof(TakeOutboxTurn), context.InstanceId, Orchestration.Retried);
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

        context.ContinueAsNew("", preserveUnprocessedEvents: false);
    }

    /// <summary>Takes one turn of the dispatcher.</summary>
    [Function(nameof(TakeOutboxTurn))]
    public Task<TimeSpan?> TakeOutboxTurn([ActivityTrigger] string instance, CancellationToken cancellation) =>
        dispatcher.TakeTurnAsync(cancellation);

    /// <summary>Says in an orchestration that something was left.</summary>
    internal static void Notify(TaskOrchestrationContext context) => context.SendEvent(Instance.InstanceId, Ring, null!);
}
