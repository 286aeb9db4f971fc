using Azure;
using Switchboard.Embedded.Communication.Sms;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>Text messages.</summary>
public sealed class SmsTests
{
    private const string Number = "+447700900108";

    [Fact]
    public async Task A_message_is_accepted_and_listed()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var client = new SmsClient(lab.ConnectionString);

        var options = new SmsSendOptions(true) { Tag = "reminder-1" };

        var sent = await client.SendAsync(PhoneLab.Caller, Number, "Hello — ż", options);

        Assert.Equal(202, sent.GetRawResponse().Status);
        Assert.True(sent.Value.Successful);
        Assert.Equal((Number, 202), (sent.Value.To, sent.Value.HttpStatusCode));
        Assert.StartsWith("Outgoing_20250901100000", sent.Value.MessageId);
        var sms = Assert.Single(await lab.ListAsync("sms"));
        Assert.Equal("Hello — ż", sms.GetProperty("message").GetString());
        Assert.Equal("reminder-1", sms.GetProperty("tag").GetString());
        Assert.Equal(PhoneLab.Caller, sms.GetProperty("from").GetString());
        Assert.Equal(Number, sms.GetProperty("to").GetString());
        Assert.Equal(sent.Value.MessageId, sms.GetProperty("messageId").GetString());
    }

    [Fact]
    public async Task One_success_hides_the_failure_of_a_recipient()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var client = new SmsClient(lab.ConnectionString);

        var sent = await client.SendAsync(PhoneLab.Caller, [Number, "01632 960001"], "Hello");

        Assert.Equal([true, false], sent.Value.Select(result => result.Successful));
        Assert.Equal([202, 400], sent.Value.Select(result => result.HttpStatusCode));
        Assert.Contains("phone number", sent.Value[1].ErrorMessage);
        Assert.Single(await lab.ListAsync("sms"));
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_refused()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var client = new SmsClient(lab.ConnectionString);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => client.SendAsync(PhoneLab.Caller, Number, new string('x', 2049)));

        Assert.Equal(400, failure.Status);
        Assert.Empty(await lab.ListAsync("sms"));
    }

    [Fact]
    public async Task A_repeated_recipient_gets_it_once()
    {
        await using var lab = await PhoneLab.OpenAsync();
        const string body = """
            {"from":"+441632960000","message":"Hello","smsRecipients":[{"to":"+447700900108",
             "repeatabilityRequestId":"fda6d242-46aa-4247-8bf6-619a1206f9c3",
             "repeatabilityFirstSent":"Mon, 01 Sep 2025 10:00:00 GMT"}]}
            """;

        var first = await ProtocolTests.SendAsync(lab, HttpMethod.Post, "/sms?api-version=2026-01-23", body);
        var second = await ProtocolTests.SendAsync(lab, HttpMethod.Post, "/sms?api-version=2026-01-23", body);

        Assert.Equal(202, first.Status);
        Assert.Equal(first.Body, second.Body);
        Assert.Contains("\"repeatabilityResult\":\"accepted\"", first.Body);
        Assert.Single(await lab.ListAsync("sms"));
    }
}
