using System.Text.Json;
using System.Text.Json.Nodes;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>Something that the carrier said about a call, as the API shows it.</summary>
public sealed record RemoteEventJson(
    long Id,
    long PhoneCallId,
    JsonObject Details,
    JsonObject Metadata,
    string? RemoteCallId,
    string RemoteDirection,
    string CallFlowLogic,
    long CallDuration,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Shows what the carrier said.</summary>
    public static RemoteEventJson From(CallNews news) => new(
        news.Id,
        news.CallId,
        DetailsOf(news),
        news.MetadataDocument(),
        news.ConnectionId,
        PhoneCallJson.Outbound,
        news.Flow,
        news.CallDuration,
        news.CreatedAt,
        news.UpdatedAt);

    /// <summary>What the carrier said, in our words.</summary>
    internal static JsonObject DetailsOf(CallNews news) => new()
    {
        ["event"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(news.Event.ToString()),
        ["code"] = news.Code,
        ["sub_code"] = news.SubCode,
        ["message"] = news.Message,
        ["digits"] = news.Digits,
    };
}
