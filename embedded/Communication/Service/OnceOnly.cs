using System.Collections.Concurrent;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Does what is asked under one id only once and gives the first result to everyone who asks again, also to those who
/// ask while it is being done. What failed was not done and may be asked again.
/// </summary>
internal sealed class OnceOnly<TResult>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<TResult>>> _results = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was done under an id in an earlier life of the process.</summary>
    public void Remember(string id, TResult result) => _results[id] = new(Task.FromResult(result));

    /// <summary>Lets go of what was done under an id: whoever asks again is given it by someone else.</summary>
    public void Forget(string id) => _results.TryRemove(id, out _);

    /// <summary>Whether something was done under an id.</summary>
    public bool Knows(string id) =>
        _results.TryGetValue(id, out var result)
        && result is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };

    public async Task<TResult> DoAsync(string id, Func<Task<TResult>> action)
    {
        var result = _results.GetOrAdd(id, _ => new Lazy<Task<TResult>>(action));
        try
        {
            return await result.Value.ConfigureAwait(false);
        }
        catch
        {
            _results.TryRemove(KeyValuePair.Create(id, result));
            throw;
        }
    }
}
