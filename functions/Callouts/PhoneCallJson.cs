using System.Text.Json.Nodes;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>A phone call as the API shows it: the keys of Somleng SCFM, then our own.</summary>
public sealed record PhoneCallJson(
    long Id,
    long CalloutParticipationId,
    long? ContactId,
    long CalloutId,
    CallStatus Status,
    string Msisdn,
    string? RemoteCallId,
    string? RemoteStatus,
    string RemoteDirection,
    string? RemoteErrorMessage,
    JsonObject RemoteResponse,
    string CallFlowLogic,
    long Duration,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Attempt,
    string From,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>Every call of a callout goes out.</summary>
    internal const string Outbound = "outbound-api";

    /// <summary>Shows a phone call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="participation">Whose it is; null where that is gone.</param>
    public static PhoneCallJson Of(PhoneCall call, Participation? participation) => new(
        call.Id,
        call.Subject,
        participation?.ContactId,
        CalloutLedgers.CalloutIdOf(call.PartitionKey),
        call.Status,
        call.Msisdn,
        call.ConnectionId,
        RemoteStatusOf(call.Status),
        Outbound,
        call.ErrorMessage,
        new JsonObject { ["code"] = call.ResultCode, ["sub_code"] = call.ResultSubCode },
        call.Flow,
        call.EndedAt - call.AnsweredAt is { } talked ? (long)talked.TotalSeconds : 0,
        call.CreatedAt,
        call.UpdatedAt,
        call.Attempt,
        call.From,
        call.AnsweredAt,
        call.EndedAt);

    /// <summary>What the carriers that Somleng SCFM knew would call a state.</summary>
    internal static string? RemoteStatusOf(CallStatus status) => status switch
    {
        CallStatus.Queued or CallStatus.FetchingStatus => "queued",
        CallStatus.InProgress => "in-progress",
        CallStatus.Completed => "completed",
        CallStatus.Busy => "busy",
        CallStatus.Failed or CallStatus.Errored => "failed",
        CallStatus.NotAnswered => "no-answer",
        CallStatus.Canceled => "canceled",
        _ => null,
    };
}
