namespace Switchboard.Embedded.Tables.Service;

/// <summary>
/// Refuses a share of the requests with 503 ServerBusy, as an account does that is asked too much: the same ones for
/// the same seed and the same order of requests.
/// </summary>
/// <param name="rate">The share: 0 for none, 1 for all.</param>
/// <param name="seed">What the draws begin with.</param>
/// <param name="retryAfter">What the answer says of when to ask again; null for nothing.</param>
internal sealed class TableThrottle(double rate, int seed, TimeSpan? retryAfter = null)
{
    private readonly Random _random = new(seed);

    /// <summary>The refusal of the next request, or null.</summary>
    public TableResponse? Refusal()
    {
        lock (_random)
        {
            if (_random.NextDouble() >= rate)
                return null;
        }

        return TableResponse.Of(TableFailure.ServerBusy, retryAfter: retryAfter);
    }
}
