using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// What became of messages, told by Event Grid: a text message reaches every number that there is, a mail every address
/// but those whose name says otherwise, such as <c>bounced@example.com</c>.
/// </summary>
internal sealed class DeliveryReports(EventGrid events, TelephoneNetwork network, int seed, TimeProvider clock)
{
    private static readonly TimeSpan TextDelay = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan MailDelay = TimeSpan.FromSeconds(10);

    private static readonly string[] MailFailures = ["Failed", "Bounced", "Suppressed", "Quarantined", "FilteredSpam"];

    public void Tell(SmsRecord sms)
    {
        if (!sms.EnableDeliveryReport)
            return;
        var chance = new Chance(seed, sms.To, 0);
        var exists = network.People.Meet(chance).Reaction != CallOutcome.Invalid;
        var at = clock.GetUtcNow() + TextDelay;
        events.Publish(
            TextDelay,
            "SMSDeliveryReportReceived",
            $"/phonenumber/{sms.From}",
            chance.Id("report " + sms.MessageId),
            new
            {
                messageId = sms.MessageId,
                from = sms.From,
                to = sms.To,
                deliveryStatus = exists ? "Delivered" : "Failed",
                deliveryStatusDetails = exists ? "2000: No Error" : "4001: Invalid or unassigned number.",
                deliveryAttempts = new[]
                {
                    new { timestamp = at, segmentsSucceeded = exists ? 1 : 0, segmentsFailed = exists ? 0 : 1 },
                },
                receivedTimestamp = at,
                tag = sms.Tag,
            });
    }

    public void Tell(EmailRecord email)
    {
        foreach (var recipient in email.To.Concat(email.Cc).Concat(email.Bcc))
        {
            var name = recipient[..recipient.LastIndexOf('@')];
            var failure = MailFailures.FirstOrDefault(
                status => status.Equals(name, StringComparison.OrdinalIgnoreCase));
            events.Publish(
                MailDelay,
                "EmailDeliveryReportReceived",
                $"sender/{email.From}/message/{email.Id}",
                new Chance(seed, recipient, 0).Id("report " + email.Id),
                new
                {
                    sender = email.From,
                    recipient,
                    messageId = email.Id,
                    status = failure ?? "Delivered",
                    deliveryStatusDetails = new { statusMessage = failure ?? "Delivered" },
                    deliveryAttemptTimeStamp = clock.GetUtcNow() + MailDelay,
                });
        }
    }
}
