using System.Runtime.Serialization;
using Switchboard.Storage;

namespace Switchboard.Telephony;

/// <summary>
/// One attempt to reach somebody. Keys: PartitionKey is the owner's ledger (<c>callouts-12</c>), so that a call, the
/// owner's rows about it and the counters change in one transaction; RowKey is <c>call.</c> and the id.
/// </summary>
public sealed record PhoneCall : Row, ICollected
{
    /// <inheritdoc/>
    public long Id { get; set; }

    /// <summary>The owner's own number of whom it calls: a participation's id.</summary>
    public long Subject { get; set; }

    /// <summary>Which attempt it is for the same subject: 1, 2, ….</summary>
    public int Attempt { get; set; }

    /// <summary>The number called, in E.164.</summary>
    public string Msisdn { get; set; } = "";

    /// <summary>
    /// Our number that it is made from, in E.164: one that <see cref="CallerNumbers"/> gave. Empty where we have none;
    /// then the carrier is not even asked.
    /// </summary>
    public string From { get; set; } = "";

    /// <summary>What is said to whoever answers; one of <see cref="CallFlow"/>'s names.</summary>
    public string Flow { get; set; } = "";

    /// <summary>What the flow says, or the address of what it plays.</summary>
    public string? Prompt { get; set; }

    /// <summary>How many keys an answer to the flow's question has at the most.</summary>
    public int MaxDigits { get; set; }

    /// <summary>What the flow says after an answer.</summary>
    public string? Thanks { get; set; }

    /// <summary>The keys that were pressed for an answer: digits, <c>*</c>, <c>#</c>, and A to D.</summary>
    public string? Digits { get; set; }

    /// <summary>Where the call stands.</summary>
    public CallStatus Status { get; set; }

    /// <summary>
    /// The repeatability id of the request to dial: the carrier dials once for it, however often the request is made.
    /// </summary>
    public Guid RepeatabilityRequestId { get; set; }

    /// <summary>The carrier's id of the call.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>ACS's result code at the end.</summary>
    public int? ResultCode { get; set; }

    /// <summary>ACS's result sub-code at the end.</summary>
    public int? ResultSubCode { get; set; }

    /// <summary>What went wrong, for operators.</summary>
    public string? ErrorMessage { get; set; }

    /// <summary>How many <see cref="CallNews"/> there are of it.</summary>
    public int NewsCount { get; set; }

    /// <summary>What users know about it, as JSON.</summary>
    public string Metadata { get; set; } = "{}";

    /// <summary>When the sweep looks after the call if nothing is heard of it.</summary>
    public DateTimeOffset SweepAt { get; set; }

    /// <summary>When the attempt was recorded.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the carrier took the request to dial, or refused it.</summary>
    public DateTimeOffset? RemotelyQueuedAt { get; set; }

    /// <summary>When the call last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When somebody answered.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>When the call ended.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How the outside names this call.</summary>
    [IgnoreDataMember]
    public CallReference Reference => new(PartitionKey, Id);

    /// <summary>Whether nothing can happen to it any more.</summary>
    [IgnoreDataMember]
    public bool IsOver => CallTransitions.IsFinal(Status);

    /// <summary>How long somebody was on the line, in whole seconds; 0 as long as it is not over.</summary>
    [IgnoreDataMember]
    public long Duration => EndedAt - AnsweredAt is { } talked ? (long)talked.TotalSeconds : 0;

    /// <summary>The term by which the calls that are not over are found: they change too often for a term of each state.</summary>
    public static Term OpenTerm { get; } = Storage.Terms.Of("status", "open");

    /// <summary>The term by which the calls of a subject are found.</summary>
    public static Term SubjectTerm(long subject) => Storage.Terms.Of("subject", subject);

    /// <summary>The term for a subject as a request writes it; what is no number is found nowhere.</summary>
    public static Term SubjectTerm(string subject) => Storage.Terms.Of("subject", subject);

    /// <summary>The term by which the calls are found that ended in a state.</summary>
    public static Term StatusTerm(CallStatus status) => Storage.Terms.Of("status", status.ToString());

    /// <inheritdoc/>
    public IEnumerable<Term> Terms() => [SubjectTerm(Subject), IsOver ? StatusTerm(Status) : OpenTerm];

    /// <inheritdoc/>
    public IEnumerable<string> UniqueKeys() => [];

    /// <summary>The call as it is after something happened to it, in the state that this leads to.</summary>
    public PhoneCall After(CallOccurrence occurrence, CallStatus status, DateTimeOffset now) => this with
    {
        Status = status,
        ConnectionId = occurrence.ConnectionId ?? ConnectionId,
        ResultCode = occurrence.Code ?? ResultCode,
        ResultSubCode = occurrence.SubCode ?? ResultSubCode,
        ErrorMessage = occurrence.Message ?? ErrorMessage,
        Digits = occurrence.Digits ?? Digits,
        UpdatedAt = now,
        // News may be quicker than the carrier's answer; a call that was cancelled before may not have been asked for.
        RemotelyQueuedAt = Status == CallStatus.Scheduling && occurrence.Event != CallEvent.Cancelled ? now : RemotelyQueuedAt,
        // News that somebody answered may come after that of the end, or never.
        AnsweredAt = status is CallStatus.InProgress or CallStatus.Completed ? AnsweredAt ?? now : AnsweredAt,
        EndedAt = CallTransitions.IsFinal(status) ? EndedAt ?? now : EndedAt,
    };
}
