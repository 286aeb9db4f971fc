using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Switchboard.Embedded.Communication.CallAutomation;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>The same request, however often it arrives, dials once.</summary>
public sealed class RepeatabilityTests
{
    private const string Number = "+447700900108";

    [Fact]
    public async Task Each_call_of_the_method_is_a_request_of_its_own()
    {
        await using var lab = await PhoneLab.OpenAsync();

        await lab.CallAsync(Number);
        await lab.CallAsync(Number);

        var calls = await lab.ListAsync("calls");
        var ids = calls.Select(call => call.GetProperty("repeatabilityRequestId").GetString()).ToList();
        Assert.Equal(2, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(Guid.TryParse(id, out _)));
    }

    [Fact]
    public async Task An_application_names_its_request_and_repeats_it()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var id = Guid.NewGuid();
        var client = Naming(lab, id);

        var first = await client.CreateCallAsync(PhoneLab.Invite(Number), lab.Callback);
        await lab.RunAsync();
        var second = await client.CreateCallAsync(PhoneLab.Invite(Number), lab.Callback);

        Assert.Equal(
            first.Value.CallConnectionProperties.CallConnectionId,
            second.Value.CallConnectionProperties.CallConnectionId);
        Assert.Equal(first.GetRawResponse().Content.ToString(), second.GetRawResponse().Content.ToString());
        var call = Assert.Single(await lab.ListAsync("calls"));
        Assert.Equal(id.ToString(), call.GetProperty("repeatabilityRequestId").GetString());
    }

    [Fact]
    public async Task Requests_of_one_name_at_the_same_time_dial_once()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var client = Naming(lab, Guid.NewGuid());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => client.CreateCallAsync(PhoneLab.Invite(Number), lab.Callback)));

        Assert.Single(answers.Select(answer => answer.Value.CallConnectionProperties.CallConnectionId).Distinct());
        Assert.Single(await lab.ListAsync("calls"));
    }

    [Fact]
    public async Task A_request_to_hang_up_may_be_repeated()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var client = Naming(lab, Guid.NewGuid());
        var call = await lab.TalkAsync(Number);
        var named = client.GetCallConnection(call.CallConnectionId);

        await named.HangUpAsync(forEveryone: true);
        var again = await named.HangUpAsync(forEveryone: true);

        Assert.Equal(204, again.Status);
    }

    [Fact]
    public async Task A_name_that_is_no_uuid_is_refused()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var client = Naming(lab, "attempt-1");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => client.CreateCallAsync(PhoneLab.Invite(Number), lab.Callback));

        Assert.Equal((400, "8523"), (failure.Status, failure.ErrorCode));
    }

    internal static CallAutomationClient Naming(PhoneLab lab, object id)
    {
        var options = new CallAutomationClientOptions();
        options.AddPolicy(new NameRequest(id.ToString()!), HttpPipelinePosition.PerCall);
        return new CallAutomationClient(lab.ConnectionString, options);
    }

    private sealed class NameRequest(string id) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            message.Request.Headers.SetValue("Repeatability-Request-ID", id);
            message.Request.Headers.SetValue("Repeatability-First-Sent", "Mon, 01 Sep 2025 10:00:00 GMT");
        }
    }
}
