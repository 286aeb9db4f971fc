using Azure;
using Switchboard.Embedded.Communication.CallAutomation;
using Switchboard.Embedded.Communication.Sms;
using Switchboard.Tests.Embedded.Communication;

namespace Switchboard.Tests.Embedded.PhoneNetwork;

/// <summary>Many calls at once.</summary>
public sealed class CampaignTests
{
    [Fact]
    public Task The_same_seed_repeats_a_campaign_to_the_event() => RepeatsAsync(CampaignAsync);

    [Fact]
    public async Task The_same_seed_repeats_all_that_goes_wrong()
    {
        var told = await RepeatsAsync(TroubleAsync);

        foreach (var status in (string[])["201", "202", "0", "429", "500", "503"])
            Assert.Contains(told, line => line.EndsWith(" " + status, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_follows_the_end_of_a_call_and_every_call_ends()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await CallAllAsync(lab);

        await lab.RunAsync();

        foreach (var call in lab.Received.GroupBy(received => received.Event.CallConnectionId))
        {
            var kinds = call.Select(received => received.Kind).ToList();
            Assert.Contains(kinds[^1], new[] { "CallDisconnected", "CreateCallFailed" });
            Assert.DoesNotContain("CallDisconnected", kinds[..^1]);
        }

        var records = await lab.ListAsync("calls");
        Assert.Equal(200, records.Length);
        Assert.All(records, record => Assert.Equal("ended", record.GetProperty("state").GetString()));
        Assert.Equal(200, lab.Received.Select(received => received.Event.CallConnectionId).Distinct().Count());
        Assert.Null(lab.Clock.NextDue);
    }

    private static async Task<List<string>> RepeatsAsync(Func<int, Task<List<string>>> run)
    {
        var once = await run(3);
        var again = await run(3);
        var other = await run(4);

        Assert.Equal(once, again);
        Assert.NotEqual(once, other);
        return once;
    }

    private static async Task<List<string>> CampaignAsync(int seed)
    {
        await using var lab = await PhoneLab.OpenAsync(seed);
        await CallAllAsync(lab);
        await lab.RunAsync();
        return
        [
            .. lab.Received
                .Select(received => $"{received.At} {received.CloudEvent.Id} {received.Kind} "
                    + $"{received.Event.ResultInformation!.SubCode}")
                .Order(),
        ];
    }

    // Whom requests reached, how they were answered and what was told, while the application listens elsewhere each time.
    private static async Task<List<string>> TroubleAsync(int seed)
    {
        await using var lab = await PhoneLab.OpenAsync(seed);
        await lab.SetFaultsAsync(new
        {
            throttledRequests = 0.2,
            failedRequests = 0.2,
            unavailableRequests = 0.2,
            droppedConnections = 0.2,
            createCallUnavailable = 0.2,
            duplicateEvents = 0.2,
            delayEvents = 0.2,
            reorderEvents = 0.2,
            lostEvents = 0.2,
            earlyEvents = 0.2,
        });
        var (callOptions, smsOptions) = (new CallAutomationClientOptions(), new SmsClientOptions());
        callOptions.Retry.MaxRetries = smsOptions.Retry.MaxRetries = 0;
        var calls = new CallAutomationClient(lab.ConnectionString, callOptions);
        var sms = new SmsClient(lab.ConnectionString, smsOptions);
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).SelectMany(index =>
        {
            var number = $"+447700900{index:000}";
            var callback = new Uri(lab.Callback, $"?signature={Guid.NewGuid():N}");
            return new[]
            {
                StatusAsync(number, async () =>
                    (await calls.CreateCallAsync(PhoneLab.Invite(number), callback)).GetRawResponse()),
                StatusAsync(number, async () => (await sms.SendAsync(PhoneLab.Caller, number, "Hello")).GetRawResponse()),
            };
        }));

        await lab.RunAsync();
        return
        [
            .. answers.Order(),
            .. lab.Received.Select(received => $"{received.At} {received.CloudEvent.Id} {received.Kind}").Order(),
            .. (await lab.ListAsync("sms")).Select(one => one.GetProperty("messageId").GetString()!).Order(),
        ];
    }

    private static async Task<string> StatusAsync(string number, Func<Task<Response>> request)
    {
        try
        {
            return $"{number} {(await request()).Status}";
        }
        catch (RequestFailedException failure)
        {
            return $"{number} {failure.Status}";
        }
    }

    // All at the same time, so that the order in which threads get there differs from run to run.
    private static Task CallAllAsync(PhoneLab lab) => Task.WhenAll(
        Enumerable.Range(0, 200).Select(index =>
            lab.Calls.CreateCallAsync(new CreateCallOptions(PhoneLab.Invite($"+447700900{index:000}"), lab.Callback))));
}
