using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Communication.Service;
using Switchboard.Embedded.PhoneNetwork;
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
    private readonly ClientPauses _pauses;

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
                People = settings.SimulatorPeople,
                EventGridEndpoint = settings.SimulatorEventGridEndpoint,
                AssumedSubscriber = new Uri($"http://127.0.0.1:{ports.Functions}/acs/events"),
            },
            time.Clock, tracker, storage.Rows, loggers);
        _pauses = new ClientPauses(
            time.Clock,
            tracker,
            storage.Tables.Endpoint,
            new Uri($"http://127.0.0.1:{ports.Communication}"),
            new Uri($"http://localhost:{ports.Communication}"),
            new Uri($"http://127.0.0.1:{ports.Tables}"),
            new Uri($"http://localhost:{ports.Tables}"));
        _communication.Faults.Changed = faults => storage.Tables.Throttle = Throttle(faults, settings.SimulatorSeed);
        storage.Tables.Throttle = Throttle(settings.SimulatorFaults, settings.SimulatorSeed);
        _server = CloudServer.Create(ports, loggers, _communication.HandleAsync, storage.Tables.HandleAsync);
    }

    public IRowStore Rows => _storage.Rows;

    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _server.StopAsync(cancellationToken);
        await _communication.DisposeAsync();
    }

    /// <summary>Nobody waits for anything any more.</summary>
    public void Abandon() => _pauses.Dispose();

    public async ValueTask DisposeAsync()
    {
        _pauses.Dispose();
        await _server.DisposeAsync();
        await _communication.DisposeAsync();
        _storage.Dispose();
    }

    private static TableThrottle? Throttle(Faults faults, int seed) =>
        faults.ThrottledTables > 0
            ? new TableThrottle(
                faults.ThrottledTables,
                seed,
                faults.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null)
            : null;
}
