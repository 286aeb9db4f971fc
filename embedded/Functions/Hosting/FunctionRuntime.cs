using Microsoft.Extensions.Hosting;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.Functions.Timers;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>
/// What runs functions besides requests: orchestrations and timers. Starts before the application's own hosted services, as
/// the real worker does, and stops after them: what functions need from the start is made in
/// <see cref="IHostedLifecycleService.StartingAsync"/>.
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
