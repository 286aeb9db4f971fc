namespace Switchboard.Storage;

/// <summary>Makes the tables before the first request is served.</summary>
internal sealed class TableSetup(Tables tables) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => tables.CreateAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
