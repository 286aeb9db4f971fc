using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Durable.Engine;

/// <summary>Runs orchestrations: their histories, timers and messages live in a row store, one transaction a step.</summary>
internal sealed class DurableEngine(
    IRowStore store,
    IDurableFunctions functions,
    TimeProvider clock,
    WorkTracker tracker,
    DurableSettings settings,
    ILoggerFactory loggers)
{
    public Task StartAsync(CancellationToken cancellation) =>
        throw new NotImplementedException($"{store} {functions} {clock} {tracker} {settings} {loggers}");

    public Task StopAsync(CancellationToken cancellation) => throw new NotImplementedException();

    public DurableTaskClient CreateClient() => throw new NotImplementedException();
}
