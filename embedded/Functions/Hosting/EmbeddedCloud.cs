using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Communication.Service;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>
/// The services around the functions. They are there before the application's own hosted services start and until
/// those have stopped.
/// </summary>
internal sealed class EmbeddedCloud : IHostedService, IAsyncDisposable
{
    private readonly EmbeddedStorage _storage;
    private readonly CommunicationService _communication;
    private readonly WebApplication _server;

    public EmbeddedCloud(
        EmbeddedSettings settings,
        EmbeddedPorts ports,
        EmbeddedStorage storage,
        EmbeddedTime time,
        WorkTracker tracker,
        ILoggerFactory loggers)
    {
        _storage = storage;
        storage.LogTo(loggers);
        _communication = new CommunicationService(
            new CommunicationSettings
            {
                Seed = settings.SimulatorSeed,
                EmailDown = settings.SimulatorEmailDown,
                Faults = settings.SimulatorFaults,
                EventGridEndpoint = settings.SimulatorEventGridEndpoint,
            },
            time.Clock, tracker, storage.Rows, loggers);
        _server = CloudServer.Create(ports, loggers, _communication.HandleAsync, storage.Tables.HandleAsync);
    }

    public IRowStore Rows => _storage.Rows;

    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _server.StopAsync(cancellationToken);
        await _communication.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _communication.DisposeAsync();
        _storage.Dispose();
    }
}
