using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Communication.Email;
using Switchboard.Embedded.Communication.Sms;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>What Event Grid tells of messages.</summary>
public sealed class DeliveryReportTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Type, JsonElement Event)> _received = new();
    private WebApplication _subscriber = null!;
    private bool _shakesHands = true;
    private int _refusals;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _subscriber = builder.Build();
        _subscriber.MapPost("/events", ReceiveAsync);
        await _subscriber.StartAsync();
    }

    public async Task DisposeAsync() => await _subscriber.DisposeAsync();

    [Fact]
    public async Task A_text_message_is_reported_with_its_tag()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await SubscribeAsync(lab, HttpStatusCode.OK);
        var client = new SmsClient(lab.ConnectionString);
        var options = new SmsSendOptions(enableDeliveryReport: true) { Tag = "42" };

        var sent = await client.SendAsync(PhoneLab.Caller, ["+447700900108", "+447700900103"], "Hello", options);
        await client.SendAsync(PhoneLab.Caller, "+447700900108", "Not reported");
        await lab.RunAsync();

        var reports = Reports("SMSDeliveryReportReceived");
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
        await SubscribeAsync(lab, HttpStatusCode.OK);
        EmailAddress[] to = [new("ada@example.com"), new("bounced@example.com")];
        var content = new EmailContent("Hello") { PlainText = "Hello" };
        var mail = new EmailMessage("tickets@example.com", new EmailRecipients(to), content);

        var operation = await new EmailClient(lab.ConnectionString).SendAsync(WaitUntil.Started, mail);
        await lab.RunAsync();

        var reports = Reports("EmailDeliveryReportReceived");
        Assert.Equal(
            [("ada@example.com", "Delivered"), ("bounced@example.com", "Bounced")],
            reports.Select(report => (Text(report, "recipient"), Text(report, "status"))));
        Assert.All(reports, report => Assert.Equal(operation.Id, Text(report, "messageId")));
    }

    [Fact]
    public async Task What_is_not_taken_is_sent_again()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await SubscribeAsync(lab, HttpStatusCode.OK);
        _refusals = 2;

        await new SmsClient(lab.ConnectionString).SendAsync(
            PhoneLab.Caller, "+447700900108", "Hello", new SmsSendOptions(enableDeliveryReport: true));
        await lab.RunAsync();

        Assert.Equal(3, Reports("SMSDeliveryReportReceived").Count);
        Assert.Equal(TimeSpan.FromSeconds(3 + 10 + 30), lab.Elapsed);
    }

    [Fact]
    public async Task Who_does_not_answer_the_handshake_is_told_nothing()
    {
        await using var lab = await PhoneLab.OpenAsync();
        _shakesHands = false;
        await SubscribeAsync(lab, HttpStatusCode.BadRequest);

        await new SmsClient(lab.ConnectionString).SendAsync(
            PhoneLab.Caller, "+447700900108", "Hello", new SmsSendOptions(enableDeliveryReport: true));
        await lab.RunAsync();

        Assert.Equal("SubscriptionValidation", Assert.Single(_received).Type);
    }

    private async Task SubscribeAsync(PhoneLab lab, HttpStatusCode status)
    {
        var endpoint = new Uri(new Uri(_subscriber.Urls.Single()), "/events");
        using var response = await lab.Http.PutAsJsonAsync("/simulator/eventgrid", new { endpoint });
        Assert.Equal(status, response.StatusCode);
    }

    private List<JsonElement> Reports(string type) =>
    [
        .. _received
            .Where(told => told.Type == "Notification")
            .Where(told => Text(told.Event, "eventType") == "Microsoft.Communication." + type)
            .Select(told => told.Event.GetProperty("data"))
            .OrderBy(data => data.GetRawText(), StringComparer.Ordinal),
    ];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        var events = await request.ReadFromJsonAsync<JsonElement[]>();
        var told = Assert.Single(events!);
        var type = request.Headers["aeg-event-type"].ToString();
        _received.Enqueue((type, told));
        if (type == "SubscriptionValidation" && _shakesHands)
            return Results.Ok(new { validationResponse = Text(told.GetProperty("data"), "validationCode") });
        return Interlocked.Decrement(ref _refusals) >= 0 ? Results.StatusCode(503) : Results.Ok();
    }
}
