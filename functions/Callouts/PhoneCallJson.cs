using System.Text.Json.Nodes;
using Switchboard.Storage;
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
    JsonObject Metadata,
    JsonObject RemoteResponse,
    JsonObject RemoteQueueResponse,
    JsonObject RemoteRequestParams,
    string CallFlowLogic,
    long Duration,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Attempt,
    string From,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? RemotelyQueuedAt)
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
        Document.Read(call.Metadata),
        RemoteResponseOf(call),
        RemoteQueueResponseOf(call),
        RemoteRequestParamsOf(call),
        call.Flow,
        call.Duration,
        call.CreatedAt,
        call.UpdatedAt,
        call.Attempt,
        call.From,
        call.AnsweredAt,
        call.EndedAt,
        call.RemotelyQueuedAt);

    /// <summary>What the carrier said at the end.</summary>
    internal static JsonObject RemoteResponseOf(PhoneCall call) =>
        new() { ["code"] = call.ResultCode, ["sub_code"] = call.ResultSubCode };

    /// <summary>What the carrier said when it took the request to dial.</summary>
    internal static JsonObject RemoteQueueResponseOf(PhoneCall call) => new() { ["call_connection_id"] = call.ConnectionId };

    /// <summary>What the carrier was asked for.</summary>
    internal static JsonObject RemoteRequestParamsOf(PhoneCall call) => new() { ["from"] = call.From, ["to"] = call.Msisdn };

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
