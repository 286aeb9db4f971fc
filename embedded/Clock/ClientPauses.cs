using System.Collections.Concurrent;

namespace Switchboard.Embedded.Clock;

/// <summary>
/// Lets clients of some services wait by these services' clock before they ask again. Real and accelerated time pass by
/// themselves. A manual clock is moved by the wait: whoever waits is under way, which keeps everybody else from moving the
/// clock, and others may wait for them where nobody sees it, in a queue of the application's own for example. So it moves
/// as soon as nobody seems to get any further, from one due moment to the next.
/// </summary>
internal sealed class ClientPauses : IDisposable
{
    /// <summary>So many turns of the thread pool in which no work begins or ends: nobody gets any further.</summary>
    private const int QuietTurns = 50;

    /// <summary>After so many turns time passes, whatever goes on.</summary>
    private const int MostTurns = 2_000;

    private static readonly ConcurrentDictionary<string, ClientPauses> Services = new(StringComparer.OrdinalIgnoreCase);

    private readonly Lock _lock = new();
    private readonly HashSet<Task> _open = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _clock;
    private readonly WorkTracker _tracker;
    private readonly string[] _authorities;
    private bool _moving;

    /// <param name="clock">The services' clock.</param>
    /// <param name="tracker">Counts what is under way by that clock.</param>
    /// <param name="services">Where clients find the services.</param>
    public ClientPauses(TimeProvider clock, WorkTracker tracker, params ReadOnlySpan<Uri> services)
    {
        (_clock, _tracker) = (clock, tracker);
        _authorities = new string[services.Length];
        for (var i = 0; i < services.Length; i++)
        {
            _authorities[i] = services[i].Authority;
            Services[_authorities[i]] = this;
        }
    }

    /// <summary>Waits as a client of <paramref name="service"/> does; in real time if it is none of this process.</summary>
    public static Task WaitAsync(Uri service, TimeSpan time, CancellationToken cancellation) =>
        Services.TryGetValue(service.Authority, out var pauses)
            ? pauses.WaitAsync(time, cancellation)
            : Task.Delay(time, TimeProvider.System, cancellation);

    /// <summary>Ends all waits: the clock stands still from here on.</summary>
    public void Dispose()
    {
        foreach (var authority in _authorities)
            Services.TryRemove(KeyValuePair.Create(authority, this));
        _stop.Cancel();
    }

    private Task WaitAsync(TimeSpan time, CancellationToken cancellation) => _clock is ManualClock manual
        ? PassAsync(manual, time, cancellation)
        : Task.Delay(time, _clock, cancellation);

    private async Task PassAsync(ManualClock clock, TimeSpan time, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = clock.CreateTimer(
            _ => over.TrySetResult(), "a client that asks again", time, Timeout.InfiniteTimeSpan);
        await using var given = either.Token.Register(() => over.TrySetCanceled(either.Token));
        Open(over.Task, clock);
        try
        {
            await over.Task.ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
                _open.Remove(over.Task);
        }
    }

    // Whose timers fire on the way has nothing to do with whoever waits: their context is not taken along.
    private void Open(Task pause, ManualClock clock)
    {
        lock (_lock)
        {
            _open.Add(pause);
            if (_moving)
                return;
            _moving = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(_ => _ = MoveAsync(clock), null);
    }

    private async Task MoveAsync(ManualClock clock)
    {
        while (IsWaitedFor())
        {
            await QuietAsync().ConfigureAwait(false);
            if (IsWaitedFor() && clock.NextDue is { } next)
                clock.AdvanceTo(next);
        }
    }

    private bool IsWaitedFor()
    {
        lock (_lock)
            return _moving = !_stop.IsCancellationRequested && _open.Any(pause => !pause.IsCompleted);
    }

    private async Task QuietAsync()
    {
        var seen = _tracker.Changes;
        for (int turns = 0, quiet = 0; quiet < QuietTurns && turns < MostTurns; turns++)
        {
            await Task.Yield();
            var now = _tracker.Changes;
            quiet = now == seen ? quiet + 1 : 0;
            seen = now;
        }
    }
}
