using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.Functions.Discovery;
using Switchboard.Embedded.Functions.Invocation;

namespace Switchboard.Embedded.Functions.Timers;

/// <summary>
/// A function on a schedule. Its runs never overlap: occurrences that pass while it runs become one run right after.
/// </summary>
internal sealed class TimerFunction(
    FunctionDescriptor function,
    TimerSchedule schedule,
    TimerMemory memory,
    FunctionPipeline pipeline,
    TimeProvider clock,
    WorkTracker tracker,
    ILogger log)
{
    // Longer waits are cut in pieces: the system's timers end at 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    private readonly Lock _lock = new();
    private readonly TimerTriggerAttribute _trigger = (TimerTriggerAttribute)function.Trigger;
    private readonly CancellationTokenSource _stopping = new();
    private ITimer? _timer;
    private ScheduleStatus? _status;
    private DateTimeOffset? _next;
    private Task _running = Task.CompletedTask;
    private bool _stopped;

    public FunctionDescriptor Function => function;

    public override string ToString() => $"timer function {function.Name}";

    /// <summary>Arms the timer and makes up for an occurrence that was missed while the host was down.</summary>
    public async Task StartAsync()
    {
        var now = clock.GetUtcNow();
        _next = schedule.Next(now);
        var pastDue = false;
        if (_trigger.UseMonitor && schedule.AtLeastMinutes(now))
        {
            _status = memory.Read(function.Name);
            if (_status is null)
            {
                _status = new ScheduleStatus { Next = Date(_next), LastUpdated = now.UtcDateTime };
                await memory.WriteAsync(function.Name, _status);
            }
            else
            {
                // Computed again, because the schedule may have changed since it was written.
                var last = _status.Last == default ? _status.LastUpdated : _status.Last;
                var expected = schedule.Next(new DateTimeOffset(DateTime.SpecifyKind(last, DateTimeKind.Utc)));
                _status.Next = Date(expected);
                pastDue = expected < now;
            }
        }

        _timer = clock.CreateTimer(
            static timer => ((TimerFunction)timer!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (pastDue || _trigger.RunOnStartup)
            Run(now, pastDue);
        else
            Arm();
    }

    /// <summary>Runs the function now, besides its schedule, unless it runs already.</summary>
    public void RunNow() => Run(clock.GetUtcNow(), pastDue: false);

    /// <summary>Ends the schedule; completes when a run under way has ended.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        Task running;
        lock (_lock)
        {
            _stopped = true;
            running = _running;
        }

        _timer?.Dispose();
        await using (cancellation.Register(_stopping.Cancel))
            await running;
    }

    private void Tick()
    {
        var now = clock.GetUtcNow();
        if (_next is { } due && due <= now)
            Run(due, pastDue: false);
        else
            Arm();
    }

    private void Arm()
    {
        lock (_lock)
        {
            if (_stopped || _next is not { } next)
                return;

            var wait = next - clock.GetUtcNow();
            _timer!.Change(
                wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait,
                Timeout.InfiniteTimeSpan);
        }
    }

    private void Run(DateTimeOffset occurrence, bool pastDue)
    {
        lock (_lock)
        {
            if (_stopped || !_running.IsCompleted)
                return;

            var work = tracker.Begin($"timer function {function.Name}");
            _running = Task.Run(async () =>
            {
                using (work)
                    await RunAsync(occurrence, pastDue);
            });
        }
    }

    private async Task RunAsync(DateTimeOffset occurrence, bool pastDue)
    {
        var info = new TimerInfo { ScheduleStatus = Copy(_status), IsPastDue = pastDue };
        try
        {
            await pipeline.RunAsync(function, info, _stopping.Token);
        }
        catch (Exception failure)
        {
            // As on Azure: no repetition, the next occurrence runs as usual.
            log.LogError(failure, "Timer function {Function} failed.", function.Name);
        }

        var now = clock.GetUtcNow();
        var next = schedule.Next(occurrence);
        _next = next <= now ? now : next;
        if (_status is not null)
        {
            _status = new ScheduleStatus
            {
                Last = occurrence.UtcDateTime,
                Next = Date(_next),
                LastUpdated = now.UtcDateTime,
            };
            await memory.WriteAsync(function.Name, _status);
        }

        lock (_lock)
            _running = Task.CompletedTask;
        Arm();
    }

    private static DateTime Date(DateTimeOffset? moment) => moment?.UtcDateTime ?? default;

    private static ScheduleStatus? Copy(ScheduleStatus? status) => status is null
        ? null
        : new ScheduleStatus { Last = status.Last, Next = status.Next, LastUpdated = status.LastUpdated };
}
