using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.Functions.Discovery;

namespace Switchboard.Embedded.Functions.Hosting;

/// <summary>The built application: says where it is when it has started, and why when it cannot.</summary>
internal sealed class FunctionsHost(
    WebApplication app, EmbeddedSurroundings surroundings, EmbeddedPorts ports, StartMessage message)
    : IHost, IAsyncDisposable
{
    private TaskCompletionSource? _crashed;

    public IServiceProvider Services => app.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (FunctionsStartException reason)
        {
            surroundings.Refuse(reason);
            throw;
        }

        if (surroundings.Test is null)
            message.Print(Console.Out);
        surroundings.Test?.Started?.Invoke(new EmbeddedApplication(
            this,
            Local(ports.Functions),
            Local(ports.Communication),
            Local(ports.Tables),
            Services.GetRequiredService<EmbeddedTime>().Clock,
            Services.GetRequiredService<WorkTracker>()));
    }

    public Task StopAsync(CancellationToken cancellationToken = default) =>
        _crashed?.Task ?? app.StopAsync(cancellationToken);

    /// <summary>
    /// Ends as <c>kill -9</c> does, for tests: from one moment on nothing is kept any more, whatever is under way. What
    /// is left of the process is then taken apart without letting anything finish.
    /// </summary>
    public async Task CrashAsync()
    {
        var crashed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _crashed, crashed, null) is not null)
            throw new InvalidOperationException("The application has crashed before.");

        Services.GetRequiredService<EmbeddedStorage>().Dispose();
        Services.GetRequiredService<DurableEngine>().Abandon();
        Services.GetRequiredService<EmbeddedCloud>().Abandon();
        try
        {
            await app.StopAsync(new CancellationToken(canceled: true));
        }
        catch (Exception failure)
        {
            Services.GetRequiredService<ILogger<FunctionsHost>>().LogDebug(failure, "Crashed as asked.");
        }

        crashed.SetResult();
    }

    // Away from the caller's synchronization context, which may be waiting right here.
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        ports.Dispose();
    }

    private static Uri Local(int port) => new($"http://127.0.0.1:{port}/");
}
