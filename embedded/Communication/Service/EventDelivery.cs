using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Posts events to callback URIs, at least once: what is not answered with 2xx is sent again, five times in all, after
/// 2, 10, 30 and 120 seconds of simulated time. The events of one call are first sent one after the other; a repeated
/// one may overtake or be overtaken. Azure's own policy is not published. There is no Authorization header: only Azure
/// can sign its tokens.
/// </summary>
internal sealed class EventDelivery(FaultPanel panel, TimeProvider clock, WorkTracker tracker, ILogger logger)
    : ICallEvents, IAsyncDisposable
{
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(120)];

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<ITimer, byte> _timers = new();
    private readonly ConcurrentDictionary<Task, byte> _underWay = new();
    private readonly Dictionary<string, Queue<(Delivery Delivery, int Copies, TaskCompletionSource Told)>> _ofCall = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 64 })
    {
        // Not simulated time: it guards against an application that never answers.
        Timeout = TimeSpan.FromSeconds(30),
    };

    public Task Tell(CallEvent happened)
    {
        var faults = panel.Current;
        if (happened.Chance.Happens(faults.LostEvents, $"lost {happened.Index}"))
            return Task.CompletedTask;

        var delivery = new Delivery(happened.CallbackUri, CallEventJson.Write(happened), happened.Kind);
        var mishap = EventMishap.Draw(faults, happened.Chance, $"{happened.Index}");
        if (mishap.Delay > TimeSpan.Zero)
        {
            Later(mishap.Delay, () => SendAsync(delivery, mishap.Copies));
            return Task.CompletedTask;
        }

        var call = happened.Call.CallConnectionId;
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_ofCall)
        {
            var isBusy = _ofCall.TryGetValue(call, out var queue);
            if (queue is null)
                _ofCall[call] = queue = new();
            queue.Enqueue((delivery, mishap.Copies, told));
            if (!isBusy)
                SendAll(call);
        }

        return told.Task;
    }

    /// <summary>Posts something until it is taken or the waits are over.</summary>
    public Task SendAsync(Uri uri, byte[] body, string kind, string eventType, TimeSpan[] waits) =>
        TryAsync(new Delivery(uri, body, kind) { EventType = eventType, Waits = waits }, tries: 0);

    /// <summary>Does something after a while, by the clock.</summary>
    public void Later(TimeSpan delay, Func<Task> what)
    {
        ITimer timer = null!;
        timer = clock.CreateTimer(
            _ =>
            {
                using var work = tracker.Begin("call event");
                _timers.TryRemove(timer, out byte _);
                timer.Dispose();
                Run(what);
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        _timers[timer] = 0;
        timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (var timer in _timers.Keys)
            await timer.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_underWay.Keys).ConfigureAwait(false);
        _http.Dispose();
    }

    // Whoever waits for these events, because they are early, waits for the clock if the application does.
    private void SendAll(string call)
    {
        var waiting = TrackedWork.Send(out var errand);
        var runs = Run(
            async () =>
            {
                using (waiting)
                    await SendAllAsync(call).ConfigureAwait(false);
            },
            errand);
        if (runs)
            return;
        waiting?.Dispose();
        _ofCall.Remove(call, out var lost);
        foreach (var (_, _, told) in lost!)
            told.SetResult();
    }

    private async Task SendAllAsync(string call)
    {
        while (true)
        {
            Queue<(Delivery Delivery, int Copies, TaskCompletionSource Told)> queue;
            lock (_ofCall)
            {
                queue = _ofCall[call];
                if (queue.Count == 0)
                {
                    _ofCall.Remove(call);
                    return;
                }
            }

            var (delivery, copies, told) = queue.Peek();
            await SendAsync(delivery, copies).ConfigureAwait(false);
            lock (_ofCall)
                queue.Dequeue();
            told.SetResult();
        }
    }

    private async Task SendAsync(Delivery delivery, int copies)
    {
        for (var copy = 0; copy < copies; copy++)
            await TryAsync(delivery, tries: 0).ConfigureAwait(false);
    }

    private async Task TryAsync(Delivery delivery, int tries)
    {
        var failure = await PostAsync(delivery).ConfigureAwait(false);
        if (failure is null || _stopping.IsCancellationRequested)
            return;

        if (tries < delivery.Waits.Length)
        {
            logger.LogDebug(
                "{Kind} was not taken by {Uri} ({Failure}); trying again.", delivery.Kind, delivery.Uri, failure);
            Later(delivery.Waits[tries], () => TryAsync(delivery, tries + 1));
        }
        else
        {
            logger.LogWarning(
                "{Kind} was not taken by {Uri} ({Failure}); giving up.", delivery.Kind, delivery.Uri, failure);
        }
    }

    // Null if it was taken, otherwise why not.
    private async Task<string?> PostAsync(Delivery delivery)
    {
        using var content = new ByteArrayContent(delivery.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        if (delivery.EventType is { } type)
            content.Headers.Add("aeg-event-type", type);
        using var waiting = TrackedWork.Send(out var errand);
        if (errand is not null)
            content.Headers.Add(TrackedWork.ErrandHeader, errand);
        try
        {
            using var response = await _http.PostAsync(delivery.Uri, content, _stopping.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? null : $"status {(int)response.StatusCode}";
        }
        catch (HttpRequestException failure)
        {
            return failure.Message;
        }
        catch (OperationCanceledException)
        {
            return "no answer in time";
        }
    }

    // Whether it runs: nothing does any more once the service stops.
    private bool Run(Func<Task> what, string? errand = null)
    {
        if (_stopping.IsCancellationRequested)
            return false;

        var work = tracker.Begin("call event", errand);
        var running = Task.Run(async () =>
        {
            work.Carry();
            using (work)
                await what().ConfigureAwait(false);
        });
        _underWay[running] = 0;
        running.ContinueWith(done => _underWay.TryRemove(done, out byte _), TaskScheduler.Default);
        return true;
    }

    private sealed record Delivery(Uri Uri, byte[] Body, string Kind)
    {
        public TimeSpan[] Waits { get; init; } = EventDelivery.Waits;

        /// <summary>What Event Grid says it is; null for what does not come by Event Grid.</summary>
        public string? EventType { get; init; }
    }
}
