using System.Runtime.Serialization;
using System.Text.Json;
using Switchboard.Storage;

namespace Switchboard.Messaging;

/// <summary>
/// A mail or a text message, and what became of it. Keys: one partition for all, because operators read them in one list
/// and one orchestration sends them; RowKey is the id. While there is something to do for it, a row
/// <c>due.{lane}.{moment}.{id}</c> beside it says when; see <see cref="Lane"/>.
/// </summary>
public sealed record Message : LetterRow, ICollected
{
    /// <inheritdoc/>
    public long Id { get; set; }

    /// <summary>Where it stands.</summary>
    public MessageStatus Status { get; set; }

    /// <summary>How often the service was asked to send it.</summary>
    public int Attempts { get; set; }

    /// <summary>How often the service had taken it and then knew nothing of it.</summary>
    public int TimesForgotten { get; set; }

    /// <summary>Why it was not sent, or not yet.</summary>
    public string? Error { get; set; }

    /// <summary>The service's own id of a text message.</summary>
    public string? ServiceId { get; set; }

    /// <summary>What reports say, as JSON: <see cref="Delivery"/> by recipient.</summary>
    public string Deliveries { get; set; } = "{}";

    /// <summary>When there is something to do for it; null when there is nothing any more.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When the service took it.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>What has to be done for it when it is due.</summary>
    [IgnoreDataMember]
    public Lane Lane => (Status, Channel) switch
    {
        (MessageStatus.Accepted, _) => Lane.Asking,
        (_, Channel.Sms) => Lane.Texting,
        _ => Lane.Mailing,
    };

    /// <summary>The unique key of an operation.</summary>
    public static string OperationKey(Guid operation) => $"operation={operation}";

    /// <inheritdoc/>
    public IEnumerable<Term> Terms() =>
    [
        Storage.Terms.Of("status", Status.ToString().ToLowerInvariant()),
        Storage.Terms.Of("channel", Channel.ToString().ToLowerInvariant()),
        Storage.Terms.Of("about", About),
    ];

    /// <inheritdoc/>
    public IEnumerable<string> UniqueKeys() => [OperationKey(OperationId)];

    /// <summary>The recipients.</summary>
    public IReadOnlyList<string> Recipients() => JsonSerializer.Deserialize<List<string>>(To)!;

    /// <summary>What stands above the body.</summary>
    public IReadOnlyList<Fact> FactList() => JsonSerializer.Deserialize<List<Fact>>(Facts)!;

    /// <summary>What reports say, by recipient.</summary>
    public Dictionary<string, Delivery> DeliveriesByRecipient() =>
        JsonSerializer.Deserialize<Dictionary<string, Delivery>>(Deliveries)!;
}

/// <summary>What became of a message on one recipient's side.</summary>
/// <param name="Status">The service's word, like <c>Delivered</c> or <c>Bounced</c>.</param>
/// <param name="Details">The service's explanation.</param>
/// <param name="At">When that was.</param>
public sealed record Delivery(string Status, string? Details, DateTimeOffset At);
