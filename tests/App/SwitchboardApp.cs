using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Durable.Client;
using Switchboard.Embedded.Durable.Engine;
using Switchboard.Embedded.Functions.Hosting;

namespace Switchboard.Tests.App;

/// <summary>
/// The real application, started by its own entry point inside the test's process: its HTTP API, the simulated phone
/// network and the clock that all of it lives by. Many can run at once.
/// </summary>
internal sealed class SwitchboardApp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly EmbeddedApplication _running;
    private readonly Task _main;

    private SwitchboardApp(EmbeddedApplication running, Task main, AppLog log)
    {
        _running = running;
        _main = main;
        Log = log;
        Http = new HttpClient(Quiet()) { BaseAddress = running.Functions, Timeout = Patience };
        Simulator = new HttpClient(Quiet()) { BaseAddress = running.Communication, Timeout = Patience };
    }

    /// <summary>The application's HTTP API.</summary>
    public HttpClient Http { get; }

    /// <summary>Communication Services and the phone network's control API.</summary>
    public HttpClient Simulator { get; }

    /// <summary>The Table service.</summary>
    public Uri Tables => _running.Tables;

    /// <summary>The clock; an application on real time has none to move.</summary>
    public ManualClock Clock => _running.Clock as ManualClock
        ?? throw new InvalidOperationException("This application runs on real time.");

    public WorkTracker Tracker => _running.Tracker;

    public IServiceProvider Services => _running.Host.Services;

    /// <summary>Its orchestrations.</summary>
    public DurableTaskClient Durable => Services.GetRequiredService<DurableBinding>().Client;

    /// <summary>What the application logged at Warning and above.</summary>
    public AppLog Log { get; }

    public static Task<SwitchboardApp> StartAsync() => StartAsync(new SwitchboardAppOptions());

    public static async Task<SwitchboardApp> StartAsync(SwitchboardAppOptions options)
    {
        var log = new AppLog();
        var started = new TaskCompletionSource<EmbeddedApplication>(TaskCreationOptions.RunContinuationsAsynchronously);
        var application = Assembly.Load("Switchboard");
        EmbeddedHost.Override = new EmbeddedOverride
        {
            Application = application,
            Settings = new Dictionary<string, string?>(options.Settings)
            {
                ["PORT"] = "0",
                ["EMBEDDED_DATA"] = options.Data ?? "memory",
            },
            IsOnItsOwn = options.IsOnItsOwn,
            Clock = options.RealTime ? null : new ManualClock(options.Now),
            Logger = log,
            Started = started.SetResult,
        };
        var main = Task.Factory.StartNew(
            () => RunEntryPoint(application),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        EmbeddedHost.Override = null;

        await Task.WhenAny(started.Task, main);
        if (!started.Task.IsCompleted)
        {
            await main;
            throw new InvalidOperationException(
                "The application's entry point returned before it had started anything.");
        }

        return new SwitchboardApp(await started.Task, main, log);
    }

    /// <summary>
    /// Moves the clock by <paramref name="time"/>, from one due moment to the next: at each, all that follows from
    /// it is done before the clock moves on.
    /// </summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        var target = Clock.GetUtcNow() + time;
        while (true)
        {
            await IdleAsync();
            if (Clock.NextDue is not { } next || next > target)
            {
                Clock.AdvanceTo(target);
                await IdleAsync();
                if (Clock.NextDue is null || Clock.NextDue > target)
                    return;
            }
            else
            {
                Clock.AdvanceTo(next);
            }
        }
    }

    /// <summary>
    /// Moves the clock from one due moment to the next until <paramref name="condition"/> holds. Fails as soon as
    /// nothing is due any more, because then it never will, and when <paramref name="limit"/> has passed.
    /// </summary>
    public async Task AdvanceUntilAsync(Func<Task<bool>> condition, TimeSpan limit)
    {
        var start = Clock.GetUtcNow();
        while (true)
        {
            await IdleAsync();
            if (await condition())
                return;

            // Looking may itself have started something.
            await IdleAsync();
            if (Clock.NextDue is not { } next)
                throw await StuckAsync("nothing is due any more", start);
            if (next > start + limit)
                throw await StuckAsync($"nothing is due before the limit of {limit} (next: {next:O})", start);
            Clock.AdvanceTo(next);
        }
    }

    /// <summary>Waits until nothing is under way; fails with what is, should it never end.</summary>
    public async Task IdleAsync()
    {
        try
        {
            await Tracker.WhenIdleAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The application does not come to rest. {await SituationAsync()}{Log.Tail()}");
        }
    }

    /// <summary>
    /// Ends the application as <c>kill -9</c> does, in the middle of things: when this many pieces of work (requests,
    /// events, steps, activities) have begun from now on. The clock moves as far as that takes.
    /// </summary>
    /// <param name="pieces">How many.</param>
    /// <param name="named">The name of those that count; null if all do.</param>
    public async Task CrashAfterAsync(int pieces, string? named = null)
    {
        var crashing = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = pieces;
        Tracker.Begun = what =>
        {
            if ((named is null || what == named) && Interlocked.Decrement(ref left) == 0)
                crashing.SetResult(Task.Run(_running.CrashAsync));
        };
        while (!crashing.Task.IsCompleted)
        {
            if (await Task.WhenAny(crashing.Task, IdleAsync()) == crashing.Task)
                break;
            Clock.AdvanceTo(Clock.NextDue ?? throw await StuckAsync("nothing is due any more", Clock.GetUtcNow()));
        }

        await await crashing.Task;
        await _main.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Simulator.Dispose();
        await _running.Host.StopAsync();
        await _main.WaitAsync(Patience);
    }

    private static void RunEntryPoint(Assembly application)
    {
        try
        {
            application.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        catch (TargetInvocationException failure) when (failure.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
        }
    }

    private async Task<TimeoutException> StuckAsync(string why, DateTimeOffset start) => new(
        $"The condition does not hold after {Clock.GetUtcNow() - start} of simulated time, and {why}. "
        + $"{await SituationAsync()}{Log.Tail()}");

    /// <summary>What is done, what is waited for, and by whom.</summary>
    private async Task<string> SituationAsync() =>
        $"""
        Under way: {Listed(Tracker.UnderWay.Select(work => $"{work.Key} ({work.Value})"))}.
        Timers: {Listed(Clock.Timers.Select(timer => $"{timer.Due:O} {timer.Owner}"))}.
        Orchestrations: {Listed(Services.GetRequiredService<DurableEngine>().DescribeWaits())}.
        Calls: {Listed(await OpenCallsAsync())}.
        """;

    private async Task<IEnumerable<string>> OpenCallsAsync() =>
        JsonNode.Parse(await Simulator.GetStringAsync("/simulator/calls"))!.AsArray()
            .Where(call => (string?)call!["state"] != "ended")
            .Select(call => $"{call!["to"]} {call["state"]}");

    private static string Listed(IEnumerable<string> things)
    {
        const int most = 20;
        var all = things.ToList();
        return all.Count == 0
            ? "nothing"
            : string.Join("; ", all.Take(most)) + (all.Count > most ? $" and {all.Count - most} more" : "");
    }

    private static SocketsHttpHandler Quiet() => new() { AllowAutoRedirect = false, UseCookies = false };
}

/// <summary>How a test starts the application.</summary>
internal sealed record SwitchboardAppOptions
{
    /// <summary>Settings above the application's defaults.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether it is pointed to nothing but its tables, as where it was published and nothing was set.</summary>
    public bool IsOnItsOwn { get; init; }

    /// <summary>The folder of the databases; null keeps all in memory.</summary>
    public string? Data { get; init; }

    /// <summary>Real (or, by <c>EMBEDDED_CLOCK_SPEED</c>, accelerated) time instead of a manual clock.</summary>
    public bool RealTime { get; init; }

    /// <summary>Where the manual clock begins: a Monday morning.</summary>
    public DateTimeOffset Now { get; init; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
}
