using Microsoft.Extensions.Hosting;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.Functions.Timers;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>
/// What runs functions besides requests: orchestrations and timers. Starts after the application's own hosted services
/// and stops before them, when the requests in flight have been answered.
/// </summary>
internal sealed class FunctionRuntime(DurableEngine engine, TimerFunctions timers) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await engine.StartAsync(cancellationToken);
        await timers.StartAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await timers.StopAsync(cancellationToken);
        await engine.StopAsync(cancellationToken);
    }
}
