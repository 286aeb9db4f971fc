using System.Collections.Frozen;
using static Switchboard.Telephony.CallEvent;
using static Switchboard.Telephony.CallStatus;

namespace Switchboard.Telephony;

/// <summary>
/// The one transition table of phone calls. What is not in it does not happen: events that come twice or late find
/// nothing to do, and a final state is never left.
/// </summary>
public static class CallTransitions
{
    private static readonly FrozenDictionary<(CallStatus From, CallEvent Event), CallStatus> Table =
        new Dictionary<(CallStatus, CallEvent), CallStatus>
        {
            [(Created, Dialled)] = Scheduling,
            [(Created, Cancelled)] = Canceled,

            [(Scheduling, Accepted)] = Queued,
            [(Scheduling, Refused)] = Errored,
            // The carrier's news may be quicker than its answer to the request.
            [(Scheduling, Answered)] = InProgress,
            [(Scheduling, Ended)] = Completed,
            [(Scheduling, FoundBusy)] = Busy,
            [(Scheduling, RangOut)] = NotAnswered,
            [(Scheduling, Unreachable)] = Failed,
            [(Scheduling, Cancelled)] = Canceled,

            [(Queued, Polled)] = FetchingStatus,
            [(Queued, Answered)] = InProgress,
            [(Queued, Ended)] = Completed,
            [(Queued, FoundBusy)] = Busy,
            [(Queued, RangOut)] = NotAnswered,
            [(Queued, Unreachable)] = Failed,
            [(Queued, Cancelled)] = Canceled,

            [(FetchingStatus, StillRinging)] = Queued,
            [(FetchingStatus, Answered)] = InProgress,
            [(FetchingStatus, Ended)] = Completed,
            [(FetchingStatus, FoundBusy)] = Busy,
            [(FetchingStatus, RangOut)] = NotAnswered,
            [(FetchingStatus, Unreachable)] = Failed,
            [(FetchingStatus, Cancelled)] = Canceled,

            // Whoever pressed a key has answered, whichever of the two is heard of first; and what was pressed counts
            // even if it is heard of after the end.
            [(Scheduling, Replied)] = InProgress,
            [(Queued, Replied)] = InProgress,
            [(FetchingStatus, Replied)] = InProgress,
            [(InProgress, Replied)] = InProgress,
            [(Completed, Replied)] = Completed,

            // Whoever answered was reached, however the call ended.
            [(InProgress, Ended)] = Completed,
            [(InProgress, FoundBusy)] = Completed,
            [(InProgress, RangOut)] = Completed,
            [(InProgress, Unreachable)] = Completed,
        }.ToFrozenDictionary();

    /// <summary>Where <paramref name="happened"/> leads from <paramref name="status"/>; null where it leads nowhere.</summary>
    public static CallStatus? Next(CallStatus status, CallEvent happened) =>
        Table.TryGetValue((status, happened), out var next) ? next : null;

    /// <summary>Whether nothing can happen to a call in this state any more.</summary>
    public static bool IsFinal(CallStatus status) => status is Completed or Busy or Failed or NotAnswered or Canceled or Errored;
}
