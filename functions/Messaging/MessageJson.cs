namespace Switchboard.Messaging;

/// <summary>A message as the API shows it.</summary>
public sealed record MessageJson(
    long Id,
    Channel Channel,
    MessageStatus Status,
    IReadOnlyList<string> To,
    string About,
    string Subject,
    string Body,
    Guid OperationId,
    int Attempts,
    string? Error,
    IEnumerable<DeliveryJson> Deliveries,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? AcceptedAt)
{
    /// <summary>Shows a message.</summary>
    public static MessageJson From(Message message) => new(
        message.Id,
        message.Channel,
        message.Status,
        message.Recipients(),
        message.About,
        message.Subject,
        message.Body,
        message.OperationId,
        message.Attempts,
        message.Error,
        message.DeliveriesByRecipient()
            .Select(entry => new DeliveryJson(entry.Key, entry.Value.Status, entry.Value.Details, entry.Value.At)),
        message.CreatedAt,
        message.UpdatedAt,
        message.AcceptedAt);
}

/// <summary>What became of a message on one recipient's side.</summary>
public sealed record DeliveryJson(string Recipient, string Status, string? Details, DateTimeOffset At);
