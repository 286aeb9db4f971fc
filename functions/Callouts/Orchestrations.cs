namespace Switchboard.Callouts;

/// <summary>
/// Keeps orchestrations going whose instance id says what they are about. Truth lies in the tables: an event only says
/// that there is something to look at, and an instance that is missing is started again.
/// </summary>
internal static class Orchestrations
{
    private const int Tries = 5;

    /// <summary>Has the instance take a look now: starts it, or wakes it if it is there.</summary>
    public static async Task WakeAsync(
        this DurableTaskClient client, TaskName orchestrator, string instanceId, object input, string wakeEvent, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (await IsRunningAsync(client, instanceId, cancellation))
                    await client.RaiseEventAsync(instanceId, wakeEvent, cancellation);
                else
                    await StartAsync(client, orchestrator, instanceId, input, cancellation);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException && tries < Tries)
            {
                // It ended, or somebody else started it, between the question and the deed: ask again.
            }
        }
    }

    /// <summary>Starts the instance if it is not there.</summary>
    public static async Task EnsureAsync(
        this DurableTaskClient client, TaskName orchestrator, string instanceId, object input, CancellationToken cancellation)
    {
        for (var tries = 1; !await IsRunningAsync(client, instanceId, cancellation); tries++)
        {
            try
            {
                await StartAsync(client, orchestrator, instanceId, input, cancellation);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException && tries < Tries)
            {
                // Somebody else started it between the question and the deed: ask again.
            }
        }
    }

    private static async Task<bool> IsRunningAsync(DurableTaskClient client, string instanceId, CancellationToken cancellation) =>
        await client.GetInstanceAsync(instanceId, cancellation) is { IsCompleted: false };

    private static Task StartAsync(
        DurableTaskClient client, TaskName orchestrator, string instanceId, object input, CancellationToken cancellation) =>
        client.ScheduleNewOrchestrationInstanceAsync(
            orchestrator, input, new StartOrchestrationOptions(instanceId), cancellation);
}
