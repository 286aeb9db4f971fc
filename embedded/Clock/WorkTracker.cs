namespace Switchboard.Embedded.Clock;

/// <summary>
/// Counts what the embedded cloud is doing right now, so that a manual clock moves only when nothing is under way.
/// Whoever starts work on another thread or task calls <see cref="Begin"/> before it lets go of its own.
/// </summary>
internal sealed class WorkTracker
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _underWay = [];
    private TaskCompletionSource? _idle;
    private int _count;

    /// <summary>Work under way, by name, for messages about who keeps the clock from moving.</summary>
    public IReadOnlyDictionary<string, int> UnderWay
    {
        get
        {
            lock (_lock)
                return new Dictionary<string, int>(_underWay);
        }
    }

    /// <summary>
    /// Called with the name of all work that begins, on the thread that begins it: for tests that want to act in the
    /// middle of things. Must not wait.
    /// </summary>
    public Action<string>? Begun { get; set; }

    /// <summary>Marks work as begun; disposing marks it as ended. Disposing twice counts once.</summary>
    public IDisposable Begin(string what)
    {
        lock (_lock)
        {
            _count++;
            _underWay[what] = _underWay.GetValueOrDefault(what) + 1;
        }

        Begun?.Invoke(what);
        return new Work(this, what);
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

    private void End(string what)
    {
        TaskCompletionSource? idle = null;
        lock (_lock)
        {
            _count--;
            if (--_underWay[what] == 0)
                _underWay.Remove(what);
            if (_count == 0)
                (idle, _idle) = (_idle, null);
        }

        idle?.SetResult();
    }

    private sealed class Work(WorkTracker tracker, string what) : IDisposable
    {
        private WorkTracker? _tracker = tracker;

        public void Dispose() => Interlocked.Exchange(ref _tracker, null)?.End(what);
    }
}
