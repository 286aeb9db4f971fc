using System.Text.Json;
using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// Keeps callouts to their limit of calls per minute: in no minute are more begun. What may be begun is spread over the
/// turns of a minute, and written down before: a crash wastes it, but never doubles it.
/// </summary>
public sealed class CalloutPace(CalloutLedgers ledgers, CalloutOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>How many calls may be begun now.</summary>
    public async Task<PaceAllowance> ReadAsync(string ledger, int? callsPerMinute, CancellationToken cancellation)
    {
        if (callsPerMinute is not { } limit)
            return new PaceAllowance(int.MaxValue, null);

        var row = await ledgers.PaceAsync(ledger, cancellation);
        var left = limit - Recent(row).Sum(begun => begun.Count);
        var perTurn = (int)Math.Ceiling(limit * (options.DiallerInterval / Minute));
        return new PaceAllowance(Math.Clamp(left, 0, perTurn), row);
    }

    /// <summary>Writes down that calls are begun now; false where another turn has done so since the allowance was read.</summary>
    public async Task<bool> TrySpendAsync(PaceAllowance allowance, int count)
    {
        if (count == 0 || allowance.Row is not { } row)
            return true;

        var spent = row with { Begun = JsonSerializer.Serialize(With(Recent(row).ToList(), count)) };
        try
        {
            var change = row.ETag == default ? new Change().Insert(spent) : new Change().Replace(spent);
            await ledgers.Writer(row.PartitionKey).CommitAsync(change);
            return true;
        }
        catch (ChangeRejectedException)
        {
            return false;
        }
    }

    // The calls of a second count together, however many turns it has: the row has room for a minute's seconds.
    private List<BegunCalls> With(List<BegunCalls> recent, int count)
    {
        var now = clock.GetUtcNow();
        if (recent is [.., var last] && last.At.ToUnixTimeSeconds() == now.ToUnixTimeSeconds())
            recent[^1] = new BegunCalls(now, last.Count + count);
        else
            recent.Add(new BegunCalls(now, count));
        return recent;
    }

    private IEnumerable<BegunCalls> Recent(PaceRow row)
    {
        var minuteAgo = clock.GetUtcNow() - Minute;
        return row.Calls.Where(begun => begun.At > minuteAgo);
    }
}
