namespace Switchboard.Embedded.Clock;

/// <summary>
/// Counts what the embedded cloud is doing right now, so that a manual clock moves only when nothing is under way.
/// Whoever starts work on another thread or task calls <see cref="Begin"/> before it lets go of its own. Work that waits
/// for the clock does not count until its wait is over.
/// </summary>
internal sealed class WorkTracker
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _underWay = [];
    private readonly Dictionary<string, TrackedWork> _errands = [];
    private TaskCompletionSource? _idle;
    private int _count;
    private long _changes;

    /// <summary>Work under way, by name, for messages about who keeps the clock from moving.</summary>
    public IReadOnlyDictionary<string, int> UnderWay
    {
        get
        {
            lock (_lock)
                return new Dictionary<string, int>(_underWay);
        }
    }

    /// <summary>How often work began, ended, or began or ended to wait so far.</summary>
    public long Changes => Volatile.Read(ref _changes);

    /// <summary>
    /// Called with the name of all work that begins, on the thread that begins it: for tests that want to act in the
    /// middle of things. Must not wait.
    /// </summary>
    public Action<string>? Begun { get; set; }

    /// <summary>Marks work as begun; disposing marks it as ended. Disposing twice counts once.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="errand">The errand that it is, if other work asked for it and waits for it.</param>
    public TrackedWork Begin(string what, string? errand = null)
    {
        TrackedWork work;
        lock (_lock)
        {
            work = new TrackedWork(this, what, errand is null ? null : _errands.GetValueOrDefault(errand));
            Count(what, 1);
        }

        Begun?.Invoke(what);
        return work;
    }

    /// <summary>
    /// Lets the work that sent this errand wait for the clock until the result is disposed of: it does not count
    /// meanwhile, nor does what waits for it in turn, unless it has other errands that do not wait.
    /// </summary>
    public IDisposable Wait(string? errand)
    {
        lock (_lock)
        {
            var work = errand is null ? null : _errands.GetValueOrDefault(errand);
            Change(work, asked: 0, waiting: 1);
            return new Ending(() => Change(work, asked: 0, waiting: -1), this);
        }
    }

    /// <summary>Completes at the first moment at which nothing is under way; at once if that is now.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            if (_count == 0)
                return Task.CompletedTask;

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    /// <summary>Work sends someone on an errand, which ends with the result's disposal.</summary>
    public IDisposable Send(TrackedWork work, out string errand)
    {
        var id = errand = Guid.NewGuid().ToString("N");
        lock (_lock)
        {
            _errands.Add(id, work);
            Change(work, asked: 1, waiting: 0);
        }

        return new Ending(
            () =>
            {
                _errands.Remove(id);
                Change(work, asked: -1, waiting: 0);
            },
            this);
    }

    /// <summary>Work is over.</summary>
    public void End(TrackedWork work)
    {
        lock (_lock)
        {
            if (work.IsOver)
                return;
            work.IsOver = true;
            if (work.IsWaiting)
                Change(work.Client, asked: 0, waiting: -1);
            else
                Count(work.What, -1);
            work.IsWaiting = false;
        }
    }

    // Under the lock.
    private void Change(TrackedWork? work, int asked, int waiting)
    {
        if (work is null)
            return;
        work.Errands += asked;
        work.WaitingErrands += waiting;
        var waits = !work.IsOver && work.Errands > 0 && work.WaitingErrands >= work.Errands;
        if (waits == work.IsWaiting)
            return;
        work.IsWaiting = waits;
        Count(work.What, waits ? -1 : 1);
        Change(work.Client, asked: 0, waiting: waits ? 1 : -1);
    }

    private void Count(string what, int change)
    {
        _changes++;
        _count += change;
        var left = _underWay.GetValueOrDefault(what) + change;
        if (left == 0)
            _underWay.Remove(what);
        else
            _underWay[what] = left;
        if (_count > 0 || _idle is not { } idle)
            return;

        // Its continuations run elsewhere.
        _idle = null;
        idle.SetResult();
    }

    private sealed class Ending(Action end, WorkTracker tracker) : IDisposable
    {
        private Action? _end = end;

        public void Dispose()
        {
            lock (tracker._lock)
            {
                _end?.Invoke();
                _end = null;
            }
        }
    }
}
