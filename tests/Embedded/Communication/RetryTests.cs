using System.Net;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Switchboard.Embedded.Communication.CallAutomation;
using Switchboard.Embedded.Communication.Email;
using Switchboard.Embedded.Communication.Sms;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>Clients ask again as Azure's own do, and wait by the clock of the service that refused them.</summary>
public sealed class RetryTests
{
    public static TheoryData<string> Clients => ["calls", "sms", "mail"];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_client_asks_three_times_more_after_growing_pauses(string kind)
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { failedRequests = 1 });

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => AskAsync(kind, lab, _ => { }));

        // 0.8, 1.6 and 3.2 seconds, each a fifth longer or shorter.
        Assert.Equal(500, failure.Status);
        Assert.InRange(lab.Elapsed.TotalSeconds, 4.48, 6.72);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_service_that_says_when_to_come_back_is_not_asked_before(string kind)
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { throttledRequests = 1, retryAfterSeconds = 40 });

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => AskAsync(kind, lab, options => (options.Retry.Mode, options.Retry.Delay) = (RetryMode.Fixed, default)));

        Assert.Equal(429, failure.Status);
        Assert.Equal(TimeSpan.FromSeconds(3 * 40), lab.Elapsed);
    }

    [Fact]
    public async Task A_connection_that_drops_every_time_is_told_of_with_all_that_was_tried()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { droppedConnections = 1 });

        var failure = await Assert.ThrowsAsync<AggregateException>(
            () => AskAsync("calls", lab, options => options.Retry.MaxRetries = 2));

        Assert.StartsWith("Retry failed after 3 tries.", failure.Message);
        Assert.Equal(3, failure.InnerExceptions.Count);
        Assert.InRange(lab.Elapsed.TotalSeconds, 1.92, 2.88);
    }

    [Fact]
    public async Task What_is_not_worth_asking_again_is_asked_once()
    {
        await using var lab = await PhoneLab.OpenAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => new EmailSendOperation("nobody", new EmailClient(lab.ConnectionString)).UpdateStatusAsync().AsTask());

        Assert.Equal((404, TimeSpan.Zero), (failure.Status, lab.Elapsed));
    }

    [Fact]
    public async Task A_retry_policy_of_the_applications_own_goes_before()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { failedRequests = 1 });

        await Assert.ThrowsAsync<RequestFailedException>(
            () => AskAsync("calls", lab, options => options.RetryPolicy = new RetryPolicy(maxRetries: 0)));

        Assert.Equal(TimeSpan.Zero, lab.Elapsed);
    }

    [Fact]
    public async Task Whoever_asks_too_often_how_far_a_mail_is_gets_through_in_the_next_minute()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { emailStatusesPerMinute = 1 });
        var client = new EmailClient(lab.ConnectionString);
        var mail = await client.SendAsync(
            WaitUntil.Completed, "a@example.com", "b@example.com", "One", "<p>1</p>");

        var again = new EmailSendOperation(mail.Id, client);
        await again.UpdateStatusAsync();

        Assert.True(again.HasValue);
        Assert.Equal(TimeSpan.FromMinutes(1), lab.Elapsed);
    }

    [Fact]
    public async Task Whoever_waits_until_a_mail_is_sent_asks_every_second_or_when_the_service_says()
    {
        await using var lab = await PhoneLab.OpenAsync();
        using var service = new HttpClient(new Slowly([1, 7, null]));
        var client = new EmailClient(
            lab.ConnectionString, new EmailClientOptions { Transport = new HttpClientTransport(service) });

        var mail = await client.SendAsync(
            WaitUntil.Completed, "a@example.com", "b@example.com", "One", "<p>1</p>");

        Assert.Equal(EmailSendStatus.Succeeded, mail.Value.Status);
        Assert.Equal(TimeSpan.FromSeconds(1 + 7), lab.Elapsed);
        await new EmailSendOperation(mail.Id, client).WaitForCompletionAsync(TimeSpan.FromSeconds(3), default);
        Assert.Equal(TimeSpan.FromSeconds(1 + 7 + 3 + 7), lab.Elapsed);
    }

    private static Task AskAsync(string kind, PhoneLab lab, Action<ClientOptions> configure)
    {
        switch (kind)
        {
            case "calls":
                var calls = new CallAutomationClientOptions();
                configure(calls);
                return new CallAutomationClient(lab.ConnectionString, calls)
                    .CreateCallAsync(PhoneLab.Invite("+447700900108"), lab.Callback);
            case "sms":
                var sms = new SmsClientOptions();
                configure(sms);
                return new SmsClient(lab.ConnectionString, sms)
                    .SendAsync(PhoneLab.Caller, "+447700900108", "Hello");
            default:
                var mails = new EmailClientOptions();
                configure(mails);
                return new EmailClient(lab.ConnectionString, mails)
                    .SendAsync(WaitUntil.Started, "a@example.com", "b@example.com", "One", "<p>1</p>");
        }
    }

    /// <summary>A service that takes its time: it says so often that a mail is on its way, and when to ask again.</summary>
    private sealed class Slowly(int?[] pauses) : HttpMessageHandler
    {
        private int _asked;

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Post)
                return Task.FromResult(Answer("Running", null));
            var pause = pauses[_asked++ % pauses.Length];
            return Task.FromResult(Answer(pause is null ? "Succeeded" : "Running", pause));
        }

        private static HttpResponseMessage Answer(string status, int? pause)
        {
            var answer = new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent($$"""{"id":"slowly","status":"{{status}}"}"""),
            };
            if (pause is { } seconds)
                answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
            return answer;
        }
    }
}
