using System.Text.Json.Nodes;
using Switchboard.Storage;

namespace Switchboard.Telephony;

/// <summary>
/// Something that the carrier said about a call and that changed it. Keys: PartitionKey is the call's ledger, so that it
/// is written together with the change; RowKey is <c>news.</c> and the id.
/// </summary>
public sealed record CallNews : Row, ICollected
{
    /// <summary>The most news that are kept of a call.</summary>
    public const int Most = 20;

    /// <inheritdoc/>
    public long Id { get; set; }

    /// <summary>The call.</summary>
    public long CallId { get; set; }

    /// <summary>Whom the call was for: see <see cref="PhoneCall.Subject"/>.</summary>
    public long Subject { get; set; }

    /// <summary>The call's flow.</summary>
    public string Flow { get; set; } = "";

    /// <summary>What happened.</summary>
    public CallEvent Event { get; set; }

    /// <summary>The carrier's id of the call.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>ACS's result code, where there is one.</summary>
    public int? Code { get; set; }

    /// <summary>ACS's result sub-code, where there is one.</summary>
    public int? SubCode { get; set; }

    /// <summary>What an operator should read about it.</summary>
    public string? Message { get; set; }

    /// <summary>The keys that were pressed.</summary>
    public string? Digits { get; set; }

    /// <summary>How long the call had lasted, in seconds, once it was over.</summary>
    public long CallDuration { get; set; }

    /// <summary>What users know about it, as JSON.</summary>
    public string Metadata { get; set; } = "{}";

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When its metadata last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The name of the ids of the news about an owner's calls.</summary>
    public static string IdsOf(string owner) => $"{owner}_news";

    /// <inheritdoc/>
    public IEnumerable<Term> Terms() =>
        [PhoneCall.SubjectTerm(Subject), .. Storage.Terms.OfDocument("metadata", Metadata)];

    /// <inheritdoc/>
    public IEnumerable<string> UniqueKeys() => [];

    /// <summary>The metadata.</summary>
    public JsonObject MetadataDocument() => Document.Read(Metadata);

    /// <summary>Whether what happened to a call is news that are kept: what we did ourselves is none.</summary>
    internal static bool IsNews(PhoneCall call, CallEvent happened) => call.NewsCount < Most
        && happened is CallEvent.Answered or CallEvent.Replied or CallEvent.Ended
            or CallEvent.FoundBusy or CallEvent.RangOut or CallEvent.Unreachable;

    /// <summary>The news of what happened to a call, given as it is afterwards.</summary>
    internal static CallNews Of(PhoneCall after, CallOccurrence happened, long id) => new()
    {
        Id = id,
        CallId = after.Id,
        Subject = after.Subject,
        Flow = after.Flow,
        Event = happened.Event,
        ConnectionId = after.ConnectionId,
        Code = happened.Code,
        SubCode = happened.SubCode,
        Message = happened.Message,
        Digits = happened.Digits,
        CallDuration = after.Duration,
        CreatedAt = after.UpdatedAt,
        UpdatedAt = after.UpdatedAt,
    };
}
