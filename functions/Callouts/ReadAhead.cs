namespace Switchboard.Callouts;

/// <summary>Reads the next item of a sequence while the one before is being worked on.</summary>
/// <param name="source">The sequence.</param>
/// <param name="cancellation">Stops reading.</param>
internal sealed class ReadAhead<T>(IAsyncEnumerable<T> source, CancellationToken cancellation) : IAsyncDisposable
    where T : class
{
    private readonly IAsyncEnumerator<T> _items = source.GetAsyncEnumerator(cancellation);
    private Task<bool>? _reading;

    /// <summary>The next item, or null after the last one. What reading it failed with is thrown here.</summary>
    public async ValueTask<T?> NextAsync()
    {
        _reading ??= ReadAsync();
        if (!await _reading)
            return null;
        var item = _items.Current;
        _reading = ReadAsync();
        return item;
    }

    /// <summary>Lets what is being read come in before it ends: nobody may end a sequence in the middle of a step.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_reading is Task reading)
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _items.DisposeAsync();
    }

    // On a thread of its own: what is there already would otherwise be read before anybody works on the item before it.
    private Task<bool> ReadAsync() => Task.Run(() => _items.MoveNextAsync().AsTask());
}
