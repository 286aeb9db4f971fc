using Switchboard.Storage;

namespace Switchboard.Callouts;

/// <summary>
/// Who is called again, which is planned as each call ends, and planned anew for everybody whose last call is over when a
/// callout's settings say otherwise. Whoever is planned already keeps the moment.
/// </summary>
public sealed class RetryPlan(CalloutLedgers ledgers)
{
    private const int AtOnce = 200;

    /// <summary>Plans anew by the settings as they are.</summary>
    public async Task MakeAnewAsync(Callout callout, CancellationToken cancellation)
    {
        var ledger = CalloutLedgers.NameOf(callout.Id);
        var rule = CalloutSettings.Of(callout).Retry;
        var planned = new Dictionary<long, DueCall>();
        await foreach (var due in ledgers.DueAsync(ledger, 1_000, cancellation))
        {
            if (due.Attempt > 1)
                planned[due.ParticipationId] = due;
        }

        var changes = ledgers.Participations(callout.Id).ReadAsync(cancellation: cancellation)
            .Where(participation => participation is { PhoneCallsCount: > 0, IsBeingCalled: false })
            .Select(participation => Correction(participation, planned.GetValueOrDefault(participation.Id), rule))
            .Where(change => change is not null);
        await foreach (var some in changes.Chunk(AtOnce).WithCancellation(cancellation))
            await Task.WhenAll(some.Select(change => WriteAsync(ledger, change!)));
    }

    /// <summary>What has to be written for a participation, or null.</summary>
    private static Change? Correction(Participation participation, DueCall? planned, RetryRule rule) =>
        (planned, participation.IsCalledAgain(rule)) switch
        {
            (null, true) => new Change().Insert(CalloutLedgers.Due(
                participation.PartitionKey,
                participation.Id,
                participation.Msisdn,
                participation.PhoneCallsCount + 1,
                participation.LastEndedAt!.Value + rule.Delay)),
            ({ } due, false) => new Change().Delete(due),
            _ => null,
        };

    private async Task WriteAsync(string ledger, Change change)
    {
        try
        {
            await ledgers.Writer(ledger).CommitAsync(change);
        }
        catch (ChangeRejectedException)
        {
            // Its call was begun meanwhile, or it was planned.
        }
    }
}
