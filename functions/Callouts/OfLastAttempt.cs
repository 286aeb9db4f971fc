using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>A participation whose last call is in one of these states.</summary>
/// <param name="Statuses">The states.</param>
/// <param name="OrNone">Whether one that was never called is meant as well.</param>
internal sealed record OfLastAttempt(IReadOnlyList<CallStatus> Statuses, bool OrNone) : Resolved
{
    /// <summary>Whether calls are meant that are not over: of these a participation does not know the state.</summary>
    public bool AsksForOpenCalls => Statuses.Any(status => !CallTransitions.IsFinal(status));

    /// <summary>Whether a participation is meant.</summary>
    /// <param name="participation">The participation.</param>
    /// <param name="called">Those that are being called by a call in one of the states.</param>
    public bool Means(Participation participation, IReadOnlySet<long> called) => participation switch
    {
        { PhoneCallsCount: 0 } => OrNone,
        { IsBeingCalled: true } => called.Contains(participation.Id),
        _ => Statuses.Any(status => status.ToString() == participation.LastResult),
    };
}
