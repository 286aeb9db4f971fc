namespace Switchboard.Storage;

/// <summary>
/// An orchestration instance whose id says what it is about. Truth lies in the tables: an event only says that there is
/// something to look at, and an instance that is missing is started again.
/// </summary>
/// <param name="Orchestrator">The orchestrator function.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="Input">What it is started with.</param>
internal sealed record Orchestration(TaskName Orchestrator, string InstanceId, object Input)
{
    /// <summary>How activities are run: a worker may die in the middle of one.</summary>
    public static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 10,
        firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(1)));

    private const int Tries = 5;

    /// <summary>Has the instance take a look now: starts it, or wakes it if it is there.</summary>
    public Task WakeAsync(DurableTaskClient client, string wakeEvent, CancellationToken cancellation) => TryAsync(async () =>
    {
        if (await IsRunningAsync(client, cancellation))
            await client.RaiseEventAsync(InstanceId, wakeEvent, cancellation);
        else
            await StartAsync(client, cancellation);
    });

    /// <summary>Starts the instance if it is not there.</summary>
    public Task EnsureAsync(DurableTaskClient client, CancellationToken cancellation) => TryAsync(async () =>
    {
        if (!await IsRunningAsync(client, cancellation))
            await StartAsync(client, cancellation);
    });

    /// <summary>Starts the instance if it is not there, and wakes it if it has not stirred since something was changed.</summary>
    public Task EnsureAsync(
        DurableTaskClient client, string wakeEvent, DateTimeOffset changedAt, CancellationToken cancellation) => TryAsync(async () =>
    {
        var instance = await client.GetInstanceAsync(InstanceId, cancellation);
        if (instance is not { IsCompleted: false })
            await StartAsync(client, cancellation);
        else if (instance.LastUpdatedAt < changedAt)
            await client.RaiseEventAsync(InstanceId, wakeEvent, cancellation);
    });

    private static async Task TryAsync(Func<Task> action)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await action();
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException && tries < Tries)
            {
                // It ended, or somebody else started it, between the question and the deed: ask again.
            }
        }
    }

    private async Task<bool> IsRunningAsync(DurableTaskClient client, CancellationToken cancellation) =>
        await client.GetInstanceAsync(InstanceId, cancellation) is { IsCompleted: false };

    private Task StartAsync(DurableTaskClient client, CancellationToken cancellation) =>
        client.ScheduleNewOrchestrationInstanceAsync(
            Orchestrator, Input, new StartOrchestrationOptions(InstanceId), cancellation);
}
