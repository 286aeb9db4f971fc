namespace Switchboard.Storage;

/// <summary>
/// Something that must be there before any function runs. The worker takes requests and timers as soon as its own hosted
/// service has started, which is before those of the application; this comes before all of them.
/// </summary>
public abstract class BeforeFunctions : IHostedLifecycleService
{
    /// <inheritdoc/>
    public abstract Task StartingAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
