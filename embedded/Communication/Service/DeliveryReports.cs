using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// What became of messages, told by Event Grid: a text message reaches every number that there is and that did not opt
/// out, a mail every address but those whose name says otherwise, such as <c>bounced@example.com</c>.
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
        events.Publish(
            TextDelay,
            "SMSDeliveryReportReceived",
            $"/phonenumber/{sms.From}",
            new Chance(seed, sms.To, 0),
            "report " + sms.MessageId,
            Describe(sms));
    }

    /// <summary>What became of a text message; null as long as nobody knows.</summary>
    public object? Find(SmsRecord sms) =>
        sms.EnableDeliveryReport && clock.GetUtcNow() >= sms.AcceptedAt + TextDelay ? Describe(sms) : null;

    /// <summary>Somebody wrote to one of the application's numbers.</summary>
    public void TellReceived(string from, string to, string message, int number)
    {
        var chance = new Chance(seed, from, -number);
        var name = "received " + to;
        events.Publish(TimeSpan.Zero, "SMSReceived", $"/phonenumber/{to}", chance, name, new
        {
            messageId = $"Incoming_{chance.Id(name)}",
            from,
            to,
            message,
            receivedTimestamp = clock.GetUtcNow(),
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
                new Chance(seed, recipient, 0),
                "report " + email.Id,
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

    private object Describe(SmsRecord sms)
    {
        var exists = network.People.Meet(new Chance(seed, sms.To, 0), sms.AcceptedAt).Reaction != CallOutcome.Invalid;
        var delivered = exists && !sms.OptedOut;
        var at = sms.AcceptedAt + TextDelay;
        return new
        {
            messageId = sms.MessageId,
            from = sms.From,
            to = sms.To,
            deliveryStatus = delivered ? "Delivered" : "Failed",
            deliveryStatusDetails = delivered ? "2000: No Error"
                : exists ? "Sender blocked for given recipient."
                : "4001: Invalid or unassigned number.",
            deliveryAttempts = new[]
            {
                new { timestamp = at, segmentsSucceeded = delivered ? 1 : 0, segmentsFailed = delivered ? 0 : 1 },
            },
            receivedTimestamp = at,
            tag = sms.Tag,
        };
    }
}
