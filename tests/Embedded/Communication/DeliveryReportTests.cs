using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure;
using Switchboard.Embedded.Communication.Email;
using Switchboard.Embedded.Communication.Sms;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>What Event Grid tells of messages.</summary>
public sealed class DeliveryReportTests
{
    [Fact]
    public async Task A_text_message_is_reported_with_its_tag()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await using var subscriber = await EventSubscriber.StartAsync();
        await subscriber.SubscribeAsync(lab);
        var client = new SmsClient(lab.ConnectionString);
        var options = new SmsSendOptions(enableDeliveryReport: true) { Tag = "42" };

        var sent = await client.SendAsync(PhoneLab.Caller, ["+447700900108", "+447700900103"], "Hello", options);
        await client.SendAsync(PhoneLab.Caller, "+447700900108", "Not reported");
        await lab.RunAsync();

        var reports = subscriber.Told("SMSDeliveryReportReceived");
        var status = reports.ToDictionary(
            report => Text(report, "messageId"), report => (Text(report, "deliveryStatus"), Text(report, "tag")));
        Assert.Equal(2, status.Count);
        Assert.Equal(("Delivered", "42"), status[sent.Value[0].MessageId!]);
        Assert.Equal(("Failed", "42"), status[sent.Value[1].MessageId!]);
    }

    [Fact]
    public async Task A_mail_is_reported_for_each_recipient()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await using var subscriber = await EventSubscriber.StartAsync();
        await subscriber.SubscribeAsync(lab);
        EmailAddress[] to = [new("ada@example.com"), new("bounced@example.com")];
        var content = new EmailContent("Hello") { PlainText = "Hello" };
        var mail = new EmailMessage("tickets@example.com", new EmailRecipients(to), content);

        var operation = await new EmailClient(lab.ConnectionString).SendAsync(WaitUntil.Started, mail);
        await lab.RunAsync();

        var reports = subscriber.Told("EmailDeliveryReportReceived");
        Assert.Equal(
            [("ada@example.com", "Delivered"), ("bounced@example.com", "Bounced")],
            reports.Select(report => (Text(report, "recipient"), Text(report, "status"))));
        Assert.All(reports, report => Assert.Equal(operation.Id, Text(report, "messageId")));
    }

    [Fact]
    public async Task What_is_not_taken_is_sent_again()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await using var subscriber = await EventSubscriber.StartAsync();
        await subscriber.SubscribeAsync(lab);
        subscriber.Refusals = 2;

        await new SmsClient(lab.ConnectionString).SendAsync(
            PhoneLab.Caller, "+447700900108", "Hello", new SmsSendOptions(enableDeliveryReport: true));
        await lab.RunAsync();

        Assert.Equal(3, subscriber.Told("SMSDeliveryReportReceived").Count);
        Assert.Equal(TimeSpan.FromSeconds(3 + 10 + 30), lab.Elapsed);
    }

    [Fact]
    public async Task Who_does_not_answer_the_handshake_is_told_nothing()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await using var subscriber = await EventSubscriber.StartAsync();
        subscriber.ShakesHands = false;
        await subscriber.SubscribeAsync(lab, HttpStatusCode.BadRequest);

        await new SmsClient(lab.ConnectionString).SendAsync(
            PhoneLab.Caller, "+447700900108", "Hello", new SmsSendOptions(enableDeliveryReport: true));
        await lab.RunAsync();

        Assert.Equal("SubscriptionValidation", Assert.Single(subscriber.Received).Type);
    }

    [Fact]
    public async Task A_report_can_be_asked_for_once_it_is_known()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var options = new SmsSendOptions(enableDeliveryReport: true) { Tag = "42" };
        var sent = await new SmsClient(lab.ConnectionString).SendAsync(
            PhoneLab.Caller, "+447700900108", "Hello", options);
        var address = $"/deliveryReports/{sent.Value.MessageId}?api-version=2026-01-23";

        var early = await lab.AskAsync(HttpMethod.Get, address);
        await lab.AdvanceAsync(3);
        var report = await lab.AskAsync(HttpMethod.Get, address);

        Assert.Equal(HttpStatusCode.NotFound, early.Status);
        Assert.Equal(("Delivered", "42"), (Text(report.Body, "deliveryStatus"), Text(report.Body, "tag")));
        Assert.Equal(sent.Value.MessageId, Text(report.Body, "messageId"));
    }

    [Fact]
    public async Task Whoever_opted_out_gets_no_message_until_they_opt_in()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await using var subscriber = await EventSubscriber.StartAsync();
        await subscriber.SubscribeAsync(lab);
        var body = new { from = PhoneLab.Caller, recipients = new[] { new { to = "+447700900108" }, new { to = "108" } } };
        async Task<string> OptAsync(string action) => (await lab.AskAsync(
            HttpMethod.Post, $"/sms/optouts:{action}?api-version=2026-01-23", body)).Body.GetProperty("value").GetRawText();
        async Task<string> DeliverAsync()
        {
            var sent = await new SmsClient(lab.ConnectionString).SendAsync(
                PhoneLab.Caller, "+447700900108", "Hello", new SmsSendOptions(enableDeliveryReport: true));
            await lab.RunAsync();
            return Text(
                subscriber.Told("SMSDeliveryReportReceived")
                    .Single(report => Text(report, "messageId") == sent.Value.MessageId),
                "deliveryStatusDetails");
        }

        var added = await OptAsync("add");
        var blocked = await DeliverAsync();
        var isOut = await OptAsync("check");
        await OptAsync("remove");
        var delivered = await DeliverAsync();

        Assert.Contains("\"httpStatusCode\":200", added);
        Assert.Contains("\"httpStatusCode\":400", added);
        Assert.Contains("\"isOptedOut\":true", isOut);
        Assert.Equal("Sender blocked for given recipient.", blocked);
        Assert.Equal("2000: No Error", delivered);
    }

    [Fact]
    public async Task Somebody_who_writes_is_heard_and_heeded()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await using var subscriber = await EventSubscriber.StartAsync();
        await subscriber.SubscribeAsync(lab);

        using var posted = await lab.Http.PostAsJsonAsync(
            "/simulator/sms", new { from = "+447700900108", to = PhoneLab.Caller, message = "Stop" });
        await new SmsClient(lab.ConnectionString).SendAsync(
            PhoneLab.Caller, "+447700900108", "Hello", new SmsSendOptions(enableDeliveryReport: true));
        await lab.RunAsync();

        var heard = Assert.Single(subscriber.Told("SMSReceived"));
        Assert.Equal(("+447700900108", "Stop"), (Text(heard, "from"), Text(heard, "message")));
        Assert.Equal("Failed", Text(Assert.Single(subscriber.Told("SMSDeliveryReportReceived")), "deliveryStatus"));
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
