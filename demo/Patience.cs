namespace Switchboard.Demo;

/// <summary>How long to wait for something that has to happen; then it is a failure that says what did not.</summary>
internal sealed class Patience : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _cancellation;
    private readonly TimeSpan _limit;
    private readonly string _awaited;

    public Patience(TimeSpan limit, string awaited, CancellationToken cancellation)
    {
        (_limit, _awaited, _cancellation) = (limit, awaited, cancellation);
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _source.CancelAfter(limit);
    }

    public CancellationToken Token => _cancellation;

    public void Dispose() => _source.Dispose();

    /// <summary>Waits a moment before the next look.</summary>
    /// <exception cref="DemoException">It took too long.</exception>
    public async Task PauseAsync()
    {
        if (_source.IsCancellationRequested && !_cancellation.IsCancellationRequested)
            throw new DemoException($"Waited {_limit.TotalSeconds} s for {_awaited}.");
        await Task.Delay(Pause, _cancellation);
    }
}
