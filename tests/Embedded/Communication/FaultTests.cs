using Azure;
using Switchboard.Embedded.Communication.CallAutomation;
using Switchboard.Embedded.Communication.Email;
using Switchboard.Embedded.Communication.Service;
using Switchboard.Embedded.Communication.Sms;
using Switchboard.Embedded.PhoneNetwork;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>Requests that are refused, lost or answered late, and what is limited.</summary>
public sealed class FaultTests
{
    private const string Listener = "+447700900108";

    [Theory]
    [InlineData("throttledRequests", 429, true)]
    [InlineData("unavailableRequests", 503, true)]
    [InlineData("failedRequests", 500, false)]
    public async Task A_refused_request_does_nothing(string fault, int status, bool saysWhen)
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new Dictionary<string, double> { [fault] = 1 });

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => Impatient(lab).CreateCallAsync(PhoneLab.Invite(Listener), lab.Callback));

        Assert.Equal(status, failure.Status);
        Assert.Equal(saysWhen, failure.GetRawResponse()!.Headers.TryGetValue("Retry-After", out _));
        Assert.Empty(await lab.ListAsync("calls"));
    }

    [Fact]
    public async Task A_dropped_connection_leaves_it_open_whether_it_was_done()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { droppedConnections = 1 });

        for (var index = 0; index < 20; index++)
        {
            var failure = await Assert.ThrowsAsync<RequestFailedException>(
                () => Impatient(lab).CreateCallAsync(PhoneLab.Invite($"+44770090{index:00}08"), lab.Callback));
            Assert.Equal(0, failure.Status);
        }

        Assert.InRange((await lab.ListAsync("calls")).Length, 1, 19);
    }

    [Theory]
    [InlineData("createCallUnavailable")]
    [InlineData("droppedConnections")]
    [InlineData("failedRequests")]
    [InlineData("throttledRequests")]
    [InlineData("unavailableRequests")]
    public async Task A_client_that_asks_again_gets_through_and_dials_once(string fault)
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new Dictionary<string, double> { [fault] = 0.5 });
        var options = new CallAutomationClientOptions();
        options.Retry.MaxRetries = 20;
        var client = new CallAutomationClient(lab.ConnectionString, options);

        for (var index = 0; index < 20; index++)
            await client.CreateCallAsync(PhoneLab.Invite($"+44770090{index:00}08"), lab.Callback);

        Assert.Equal(20, (await lab.ListAsync("calls")).Length);
    }

    [Fact]
    public async Task A_slow_answer_comes_when_the_clock_says_so()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { slowAnswers = 1, earlyEvents = 1 });
        var told = new TaskCompletionSource();
        lab.Answer = _ =>
        {
            told.TrySetResult();
            return 200;
        };

        var calling = lab.Calls.CreateCallAsync(PhoneLab.Invite(Listener), lab.Callback);
        await told.Task;
        await lab.AdvanceAsync(19.9);
        var answered = calling.IsCompleted;
        await lab.AdvanceAsync(0.1);

        Assert.False(answered);
        Assert.Equal(201, (await calling).GetRawResponse().Status);
    }

    [Fact]
    public async Task Delayed_events_arrive_half_a_minute_late()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { delayEvents = 1 });
        await lab.CallAsync("+447700900101");

        await lab.RunAsync();

        Assert.Equal(TimeSpan.FromSeconds(32), Assert.Single(lab.Received).At);
    }

    [Fact]
    public async Task A_caller_has_so_many_calls_at_once_and_no_more()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { callsPerNumber = 2 });
        for (var index = 0; index < 3; index++)
            await lab.CallAsync($"+44770090{index:00}08");

        await lab.RunAsync();
        await lab.CallAsync(Listener);
        await lab.RunAsync();

        var result = lab.Single<CreateCallFailed>().ResultInformation!;
        Assert.Equal((603, 560603), (result.Code, result.SubCode));
        Assert.Equal(3, lab.Kinds.Count(kind => kind == "CallConnected"));
    }

    [Fact]
    public async Task Without_a_limit_a_hundred_calls_are_up_at_once()
    {
        await using var lab = await PhoneLab.OpenAsync();
        for (var index = 0; index < 100; index++)
            await lab.CallAsync($"+44770090{index:00}08");

        await lab.AdvanceAsync(6);

        Assert.Equal(100, lab.Kinds.Count(kind => kind == "CallConnected"));
    }

    [Fact]
    public async Task Messages_beyond_the_rate_are_refused_one_by_one_until_the_minute_is_over()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { smsPerMinute = 2 });
        var client = new SmsClient(lab.ConnectionString);
        string[] to = ["+447700900110", "+447700900111", "+447700900112"];

        var first = (await client.SendAsync(PhoneLab.Caller, to, "Hello")).Value;
        await lab.AdvanceAsync(60);
        var second = (await client.SendAsync(PhoneLab.Caller, to[2..], "Hello")).Value;

        Assert.Equal([202, 202, 429], first.Select(result => result.HttpStatusCode));
        Assert.True(Assert.Single(second).Successful);
    }

    [Fact]
    public async Task Mail_beyond_the_rate_is_told_when_to_come_back()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { emailsPerMinute = 1 });
        var options = new EmailClientOptions();
        options.Retry.MaxRetries = 0;
        var client = new EmailClient(lab.ConnectionString, options);
        await client.SendAsync(WaitUntil.Started, "a@example.com", "b@example.com", "One", "<p>1</p>");
        await lab.AdvanceAsync(20);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => client.SendAsync(WaitUntil.Started, "a@example.com", "b@example.com", "Two", "<p>2</p>"));

        Assert.Equal(429, failure.Status);
        Assert.True(failure.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var seconds));
        Assert.Equal("40", seconds);
        Assert.Single(await lab.ListAsync("emails"));
    }

    [Fact]
    public async Task A_caller_that_is_blocked_reaches_nobody()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { blockedCallers = new[] { PhoneLab.Caller } });
        await lab.CallAsync(Listener);

        await lab.RunAsync();

        var result = lab.Single<CreateCallFailed>().ResultInformation!;
        Assert.Equal((403, 510403), (result.Code, result.SubCode));
    }

    [Fact]
    public async Task Mail_and_its_states_are_limited_as_azure_has_it()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.SetFaultsAsync(new { azureLimits = true, emailsPerMinute = 1000, emailStatusesPerMinute = 1 });
        var options = new EmailClientOptions();
        options.Retry.MaxRetries = 0;
        var client = new EmailClient(lab.ConnectionString, options);
        Task<EmailSendOperation> SendAsync() =>
            client.SendAsync(WaitUntil.Started, "a@example.com", "b@example.com", "One", "<p>1</p>");
        for (var mail = 0; mail < 99; mail++)
            await SendAsync();
        var last = await SendAsync();
        Task AskAsync() => new EmailSendOperation(last.Id, client).UpdateStatusAsync().AsTask();
        await AskAsync();

        var asked = await Assert.ThrowsAsync<RequestFailedException>(AskAsync);
        var sent = await Assert.ThrowsAsync<RequestFailedException>(SendAsync);

        Assert.Equal((429, 429), (asked.Status, sent.Status));
        Assert.True(sent.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var seconds));
        Assert.Equal("3600", seconds);
    }

    [Fact]
    public void Azures_limits_are_switched_on_together_and_one_by_one()
    {
        var faults = FaultSettings.Parse("""{"azureLimits":true,"smsPerMinute":5}""");

        Assert.Equal(
            new Faults
            {
                CallsPerNumber = 2,
                SmsPerMinute = 5,
                EmailsPerMinute = 30,
                EmailsPerHour = 100,
                EmailStatusesPerMinute = 60,
            },
            faults);
    }

    [Fact]
    public void A_setting_says_what_goes_wrong_from_the_start()
    {
        var faults = FaultSettings.Parse("""{"lostEvents":0.2,"slowAnswers":0.1,"callsPerNumber":2,"retryAfterSeconds":0}""");

        Assert.Equal(
            new Faults { LostEvents = 0.2, SlowAnswers = 0.1, CallsPerNumber = 2, RetryAfterSeconds = 0 }, faults);
        Assert.Equal(Faults.None, FaultSettings.Parse(null));
        Assert.Throws<FormatException>(() => FaultSettings.Parse("lostEvents=1"));
        Assert.Throws<FormatException>(() => FaultSettings.Parse("""{"lost":1}"""));
    }

    private static CallAutomationClient Impatient(PhoneLab lab)
    {
        var options = new CallAutomationClientOptions();
        options.Retry.MaxRetries = 0;
        return new CallAutomationClient(lab.ConnectionString, options);
    }
}
