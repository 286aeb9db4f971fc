using Switchboard.Storage;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>
/// The statistics of a callout: Somleng SCFM's sixteen keys with its meanings. Calls are counted per attempt;
/// <c>calls_waiting_for_completion</c> counts again what is queued or in progress; whoever does not remain to be called
/// counts as completed, whatever the last call's result. Who remains, the callout's retry statuses say as they are now.
/// </summary>
public sealed record CalloutStatistics(
    CalloutStatus CalloutStatus,
    long CalloutParticipations,
    long CalloutParticipationsRemaining,
    long CalloutParticipationsCompleted,
    long CallsCompleted,
    long CallsInitialized,
    long CallsScheduling,
    long CallsFetchingStatus,
    long CallsWaitingForCompletion,
    long CallsQueued,
    long CallsInProgress,
    long CallsErrored,
    long CallsFailed,
    long CallsBusy,
    long CallsNotAnswered,
    long CallsCanceled)
{
    /// <summary>Reads the statistics off a callout and its counters.</summary>
    public static CalloutStatistics From(Callout callout, Tally tally)
    {
        var participations = tally.Of(CalloutLedgers.ParticipationsCounter);
        var remaining = tally.Of(CalloutLedgers.UncalledCounter)
            + CalloutSettings.Of(callout).Retry.Statuses.Sum(result => tally.Of(CalloutLedgers.LastResultCounter(result.ToString())));
        return new CalloutStatistics(
            callout.Status,
            CalloutParticipations: participations,
            CalloutParticipationsRemaining: remaining,
            CalloutParticipationsCompleted: participations - remaining,
            CallsCompleted: Calls(CallStatus.Completed),
            CallsInitialized: Calls(CallStatus.Created),
            CallsScheduling: Calls(CallStatus.Scheduling),
            CallsFetchingStatus: Calls(CallStatus.FetchingStatus),
            CallsWaitingForCompletion: Calls(CallStatus.Queued) + Calls(CallStatus.InProgress),
            CallsQueued: Calls(CallStatus.Queued),
            CallsInProgress: Calls(CallStatus.InProgress),
            CallsErrored: Calls(CallStatus.Errored),
            CallsFailed: Calls(CallStatus.Failed),
            CallsBusy: Calls(CallStatus.Busy),
            CallsNotAnswered: Calls(CallStatus.NotAnswered),
            CallsCanceled: Calls(CallStatus.Canceled));

        long Calls(CallStatus status) => tally.Of(Ledgers.CounterOf(status));
    }
}
