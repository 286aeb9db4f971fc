using System.Collections.Frozen;
using static Switchboard.Messaging.MessageEvent;
using static Switchboard.Messaging.MessageStatus;

namespace Switchboard.Messaging;

/// <summary>
/// The one transition table of messages. Reports may be quicker than answers, and come twice or late: what is not in the
/// table does not happen. With several recipients, a later report can still make good what another spoilt.
/// </summary>
public static class MessageTransitions
{
    private static readonly FrozenDictionary<(MessageStatus From, MessageEvent Event), MessageStatus> Table =
        new Dictionary<(MessageStatus, MessageEvent), MessageStatus>
        {
            [(Queued, Taken)] = Accepted,
            [(Queued, PassedOn)] = Sent,
            [(Queued, Refused)] = Failed,
            [(Queued, Arrived)] = Delivered,
            [(Queued, Bounced)] = Undelivered,

            [(Accepted, PassedOn)] = Sent,
            [(Accepted, Forgotten)] = Queued,
            [(Accepted, Refused)] = Failed,
            [(Accepted, Arrived)] = Delivered,
            [(Accepted, Bounced)] = Undelivered,

            [(Sent, Arrived)] = Delivered,
            [(Sent, Bounced)] = Undelivered,

            [(Delivered, Bounced)] = Undelivered,
            [(Undelivered, Arrived)] = Delivered,
        }.ToFrozenDictionary();

    /// <summary>Where an event leads from a state; null where it leads nowhere.</summary>
    public static MessageStatus? Next(MessageStatus status, MessageEvent happened) =>
        Table.TryGetValue((status, happened), out var next) ? next : null;
}
