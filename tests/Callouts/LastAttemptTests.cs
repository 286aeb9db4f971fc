using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>Participations by what became of the last call to them, while calls are being made.</summary>
public sealed class LastAttemptTests
{
    [Fact]
    public async Task Whoever_is_being_called_again_is_found_by_that_call_and_no_longer_by_the_one_before()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900001", """{"outcome":"invalid"}""");
        await campaign.Phones.ScriptAsync("+447700900002", """{"outcome":"busy"}""");
        await campaign.StartAsync(["+447700900001", "+447700900002"], """{"retry_delay":120}""");
        await app.AdvanceUntilAsync(
            async () => await campaign.Api.StatisticAsync(1, "calls_failed") == 1
                && await campaign.Api.StatisticAsync(1, "calls_busy") == 1,
            TimeSpan.FromMinutes(2));
        await AssertAsync(campaign, ("failed", 1, 1), ("busy", 1, 1), ("in_progress", 0, 0), ("failed,busy", 2, 2));

        await campaign.Phones.ScriptAsync("+447700900001", """{"outcome":"answer","ringSeconds":30,"talkSeconds":90}""");
        await campaign.UntilCallsAsync(3);
        await AssertAsync(campaign, ("failed", 0, 0), ("queued", 1, 1), ("in_progress", 0, 0), ("busy,queued", 2, 2));
        await app.AdvanceUntilAsync(
            async () => await campaign.Api.StatisticAsync(1, "calls_in_progress") == 1, TimeSpan.FromMinutes(2));
        await campaign.Api.FireAsync(1, "pause");
        await campaign.Api.CreateAsync("/api/contacts", ("msisdn", "+447700900003"));
        await campaign.Api.CreateAsync("/api/callouts/1/callout_participations", ("contact_id", "3"));

        await AssertAsync(
            campaign,
            ("failed", 0, 1),
            ("queued", 0, 1),
            ("in_progress", 1, 2),
            ("in_progress,busy", 2, 3),
            ("completed", 0, 1),
            ("nonsense", 0, 1));
        await app.AdvanceUntilAsync(
            async () => await campaign.Api.StatisticAsync(1, "calls_completed") == 1, TimeSpan.FromMinutes(20));
        await AssertAsync(campaign, ("in_progress", 0, 1), ("completed", 1, 2), ("failed", 0, 1));
    }

    /// <summary>How many have a last call in some states, and how many have one or none at all.</summary>
    private static async Task AssertAsync(Campaign campaign, params (string Statuses, int Last, int LastOrNone)[] expected)
    {
        foreach (var (statuses, last, lastOrNone) in expected)
        {
            foreach (var (filter, total) in new[]
            {
                ($"last_phone_call_attempt={statuses}", last), ($"q[no_phone_calls_or_last_attempt]={statuses}", lastOrNone),
            })
                Assert.Equal((filter, total), (filter, await campaign.Api.TotalAsync($"/api/callout_participations?{filter}")));
        }
    }
}
