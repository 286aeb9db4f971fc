using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchboard.Telephony;

/// <summary>Something that the carrier said about a call and that changed it.</summary>
/// <param name="Event">What happened.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="ConnectionId">The carrier's id of the call.</param>
/// <param name="Code">ACS's result code, where there is one.</param>
/// <param name="SubCode">ACS's result sub-code, where there is one.</param>
/// <param name="Message">What an operator should read about it.</param>
/// <param name="Digits">The keys that were pressed.</param>
public sealed record CallNews(
    CallEvent Event, DateTimeOffset At, string? ConnectionId, int? Code, int? SubCode, string? Message, string? Digits)
{
    /// <summary>The most news that are kept of a call.</summary>
    public const int Most = 20;

    private const int LongestMessage = 500;

    private static readonly JsonSerializerOptions Compact = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The news of a call, the oldest first.</summary>
    public static IReadOnlyList<CallNews> Of(PhoneCall call) => Read(call.News);

    /// <summary>The news of a call as stored, with what happened now.</summary>
    internal static string Add(string stored, CallOccurrence happened, DateTimeOffset now)
    {
        var news = Read(stored);
        if (!IsNews(happened.Event) || news.Count >= Most)
            return stored;
        var message = happened.Message is { Length: > LongestMessage } text ? text[..LongestMessage] : happened.Message;
        return JsonSerializer.Serialize(
            news.Append(new CallNews(
                happened.Event, now, happened.ConnectionId, happened.Code, happened.SubCode, message, happened.Digits)),
            Compact);
    }

    // The others are our own doing.
    private static bool IsNews(CallEvent happened) => happened is CallEvent.Answered or CallEvent.Replied or CallEvent.Ended
        or CallEvent.FoundBusy or CallEvent.RangOut or CallEvent.Unreachable;

    private static List<CallNews> Read(string stored) => JsonSerializer.Deserialize<List<CallNews>>(stored, Compact)!;
}
