using System.Net;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>What others depend on cannot be deleted, and goes once they are gone.</summary>
public sealed class DeletionTests
{
    [Fact]
    public async Task Each_goes_after_what_depends_on_it()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        var callout = await campaign.CreateAsync(Campaign.Listeners(1));

        await BlockedAsync(campaign, "/api/contacts/1", "callout participations");
        await BlockedAsync(campaign, "/api/callout_populations/1", "callout participations");
        await BlockedAsync(campaign, $"/api/callouts/{callout}", "callout participations");
        await GoneAsync(campaign, "/api/callout_participations/1");
        await BlockedAsync(campaign, $"/api/callouts/{callout}", "callout populations");
        await GoneAsync(campaign, "/api/callout_populations/1");
        await GoneAsync(campaign, $"/api/callouts/{callout}");
        await GoneAsync(campaign, "/api/contacts/1");
    }

    [Fact]
    public async Task Whoever_was_called_stays_with_everything_it_is_part_of()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        var callout = await campaign.StartAsync(Campaign.Listeners(1));
        await campaign.RunToTheEndAsync();

        await BlockedAsync(campaign, "/api/callout_participations/1", "phone calls");
        await BlockedAsync(campaign, "/api/contacts/1", "callout participations");
        await BlockedAsync(campaign, "/api/callout_populations/1", "callout participations");
        await BlockedAsync(campaign, $"/api/callouts/{callout}", "callout participations");
    }

    [Fact]
    public async Task Put_and_patch_change_the_same()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.StartAsync(Campaign.Listeners(1));
        await campaign.RunToTheEndAsync();

        foreach (var path in (string[])
            [
                "/api/contacts/1", "/api/callouts/1", "/api/callout_populations/1", "/api/batch_operations/1",
                "/api/callout_participations/1", "/api/phone_calls/1", "/api/remote_phone_call_events/1",
            ])
        {
            foreach (var method in new[] { HttpMethod.Put, HttpMethod.Patch })
            {
                using var changed = await campaign.Api.SendAsync(
                    method, path, $"metadata[by]={method}", "application/x-www-form-urlencoded");

                Assert.Equal((path, HttpStatusCode.NoContent), (path, changed.StatusCode));
                Assert.Equal("", await changed.Content.ReadAsStringAsync());
                Assert.Equal($"{method}", (string?)(await campaign.Api.GetJsonAsync(path))["metadata"]!["by"]);
            }
        }
    }

    private static async Task BlockedAsync(Campaign campaign, string path, string dependents)
    {
        using var refused = await campaign.Api.DeleteAsync(path);
        var errors = (await ApiClient.JsonAsync(refused, HttpStatusCode.UnprocessableEntity))["errors"]!;
        Assert.Equal($$"""{"base":["Cannot delete record because dependent {{dependents}} exist"]}""", errors.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, (await campaign.Api.GetAsync(path)).StatusCode);
    }

    private static async Task GoneAsync(Campaign campaign, string path)
    {
        Assert.Equal(HttpStatusCode.NoContent, (await campaign.Api.DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await campaign.Api.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await campaign.Api.DeleteAsync(path)).StatusCode);
    }
}
