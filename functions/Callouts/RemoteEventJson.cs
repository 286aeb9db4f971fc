using System.Text.Json;
using System.Text.Json.Nodes;
using Switchboard.Telephony;

namespace Switchboard.Callouts;

/// <summary>Something that the carrier said about a call, as the API shows it. Its id says which call and which news.</summary>
public sealed record RemoteEventJson(
    long Id,
    long PhoneCallId,
    JsonObject Details,
    string? RemoteCallId,
    string RemoteDirection,
    string CallFlowLogic,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    private const int IdsPerCall = 32;

    /// <summary>Shows what the carrier said about a call, the oldest first.</summary>
    public static IEnumerable<RemoteEventJson> From(PhoneCall call) => CallNews.Of(call).Select((news, i) =>
        new RemoteEventJson(
            call.Id * IdsPerCall + i,
            call.Id,
            new JsonObject
            {
                ["event"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(news.Event.ToString()),
                ["code"] = news.Code,
                ["sub_code"] = news.SubCode,
                ["message"] = news.Message,
                ["digits"] = news.Digits,
            },
            news.ConnectionId ?? call.ConnectionId,
            PhoneCallJson.Outbound,
            call.Flow,
            news.At,
            news.At));

    /// <summary>The call that the event with this id is about.</summary>
    public static long CallIdOf(long id) => id / IdsPerCall;
}
