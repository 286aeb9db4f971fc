using Switchboard.Embedded.Communication.CallAutomation;
using Switchboard.Tests.Embedded.Communication;

namespace Switchboard.Tests.Embedded.PhoneNetwork;

/// <summary>Many calls at once.</summary>
public sealed class CampaignTests
{
    [Fact]
    public async Task The_same_seed_repeats_a_campaign_to_the_event()
    {
        var once = await CampaignAsync(seed: 3);
        var again = await CampaignAsync(seed: 3);
        var other = await CampaignAsync(seed: 4);

        Assert.Equal(once, again);
        Assert.NotEqual(once, other);
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

    // All at the same time, so that the order in which threads get there differs from run to run.
    private static Task CallAllAsync(PhoneLab lab) => Task.WhenAll(
        Enumerable.Range(0, 200).Select(index =>
            lab.Calls.CreateCallAsync(new CreateCallOptions(PhoneLab.Invite($"+447700900{index:000}"), lab.Callback))));
}
