using System.Text.Json.Nodes;
using Switchboard.Http;

namespace Switchboard.Messaging;

/// <summary>What Event Grid tells of one recipient of a message.</summary>
/// <param name="Operation">The id that the message was sent under.</param>
/// <param name="Recipient">The address or number.</param>
/// <param name="Delivery">What became of it there.</param>
public sealed record DeliveryReport(Guid Operation, string Recipient, Delivery Delivery)
{
    private const string Mail = "Microsoft.Communication.EmailDeliveryReportReceived";
    private const string Text = "Microsoft.Communication.SMSDeliveryReportReceived";

    /// <summary>The report in an event's data; null where the event is about something else, or says too little.</summary>
    /// <param name="type">The event's type.</param>
    /// <param name="data">Its data.</param>
    /// <param name="now">When a report without a time came.</param>
    public static DeliveryReport? Read(string? type, JsonObject data, DateTimeOffset now) => type switch
    {
        // The message's id is the operation's, which we chose; text messages carry theirs as a tag.
        Mail => Read(
            data.Text("messageId"), data.Text("recipient"), data.Text("status"),
            data.Object("deliveryStatusDetails")?.Text("statusMessage"), data.Text("deliveryAttemptTimeStamp"), now),
        Text => Read(
            data.Text("tag"), data.Text("to"), data.Text("deliveryStatus"),
            data.Text("deliveryStatusDetails"), data.Text("receivedTimestamp"), now),
        _ => null,
    };

    private static DeliveryReport? Read(
        string? operation, string? recipient, string? status, string? details, string? at, DateTimeOffset now) =>
        Guid.TryParse(operation, out var id) && recipient is { Length: > 0 and <= 320 } && status is { Length: > 0 and <= 100 }
            ? new DeliveryReport(id, recipient, new Delivery(status, Shorten(details), Moment(at) ?? now))
            : null;

    private static DateTimeOffset? Moment(string? text) => DateTimeOffset.TryParse(
        text, System.Globalization.CultureInfo.InvariantCulture, out var moment) ? moment : null;

    private static string? Shorten(string? details) => details is { Length: > 500 } ? details[..500] : details;
}
