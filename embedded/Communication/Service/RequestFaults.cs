using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Requests that are refused, dropped or answered late. What happens to one depends on what it asks for and on how
/// often that was asked in which life of the process, not on when: the ids that clients make up and the ports they
/// listen on do not count.
/// </summary>
internal sealed partial class RequestFaults(
    FaultPanel panel, int seed, int life, TimeProvider clock, WorkTracker tracker)
{
    private const int UsualRetryAfterSeconds = 1;

    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, int> _asked = new();

    /// <summary>The fate of a request; refusals are thrown.</summary>
    public Fate Draw(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var faults = panel.Current;
        if (faults is
            {
                ThrottledRequests: 0, UnavailableRequests: 0, FailedRequests: 0, DroppedConnections: 0, SlowAnswers: 0,
            })
        {
            return Fate.Served;
        }

        var retryAfter = faults.RetryAfterSeconds ?? UsualRetryAfterSeconds;
        var key = $"{KeyOf(context.Request, body)} {life}";
        var chance = new Chance(seed, key, _asked.AddOrUpdate(key, 1, (_, count) => count + 1));
        if (chance.Happens(faults.ThrottledRequests, "throttled"))
            throw ServiceError.Throttled(retryAfter);
        if (chance.Happens(faults.UnavailableRequests, "unavailable"))
            throw ServiceError.UnavailableFor(retryAfter);
        if (chance.Happens(faults.FailedRequests, "failed"))
            throw ServiceError.Internal();
        if (chance.Happens(faults.DroppedConnections, "dropped"))
            return chance.Happens(0.5, "dropped after") ? Fate.DroppedAfter : Fate.DroppedBefore;
        return chance.Happens(faults.SlowAnswers, "slow") ? Fate.Slow : Fate.Served;
    }

    /// <summary>
    /// Completes when a slow answer may go out, with work under way that the caller ends. Until then there is none, and
    /// the work that sent the errand does not count: waiting for the clock must not hold it up.
    /// </summary>
    public async Task<IDisposable> WaitAsync(string errand, CancellationToken cancellationToken)
    {
        using var wait = tracker.Wait(errand);
        var due = new TaskCompletionSource<IDisposable>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = clock.CreateTimer(
            _ =>
            {
                var work = tracker.Begin("slow answer");
                wait.Dispose();
                if (!due.TrySetResult(work))
                    work.Dispose();
            },
            null,
            Slowness,
            Timeout.InfiniteTimeSpan);
        await using var abort = cancellationToken.Register(() =>
        {
            wait.Dispose();
            due.TrySetCanceled(cancellationToken);
        });
        return await due.Task.ConfigureAwait(false);
    }

    // Calls have the same ids in every run, so that requests about one are told from those about another. What clients
    // make up differs: ids and dates in bodies, the ids of mails in addresses, where and with which signature they listen.
    private static string KeyOf(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var path = request.Path.Value ?? "";
        if (!request.Path.StartsWithSegments("/calling"))
            path = Incidental().Replace(path, "");
        var text = $"{request.Method} {path} {Incidental().Replace(Encoding.UTF8.GetString(body.Span), "")}";
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    // A UUID; an RFC 1123 date; an address's host, its query.
    [GeneratedRegex("""
        [0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}
        |[A-Z][a-z]{2},\ [0-9]{2}\ [A-Z][a-z]{2}\ [0-9]{4}\ [0-9:]{8}\ GMT
        |(?<=https?:)//[^/"?]*
        |(?<=https?://[^"\s]*)\?[^"\s]*
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Incidental();
}

/// <summary>What becomes of a request that is not refused.</summary>
internal enum Fate
{
    Served,
    Slow,

    /// <summary>Its connection is closed and nothing is done.</summary>
    DroppedBefore,

    /// <summary>It is carried out, and then its connection is closed.</summary>
    DroppedAfter,
}
