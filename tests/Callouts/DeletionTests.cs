using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Callouts;
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
    public async Task What_is_put_into_a_callout_while_it_is_deleted_goes_with_it_or_keeps_it()
    {
        const int callouts = 60;
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/contacts", ("msisdn", "+447700900001"));
        for (var i = 0; i < callouts; i++)
            await api.CreateAsync("/api/callouts");

        var children = await Task.WhenAll(Enumerable.Range(1, callouts).SelectMany(callout => (Task<string?>[])
        [
            CreateAsync($"/api/callouts/{callout}/callout_populations"),
            DeleteAsync($"/api/callouts/{callout}"),
            CreateAsync($"/api/callouts/{callout}/callout_participations", ("contact_id", "1")),
        ]));

        foreach (var child in children.OfType<string>())
        {
            if (await api.GetAsync(child) is { StatusCode: HttpStatusCode.OK } there)
            {
                var callout = (int)(await ApiClient.JsonAsync(there, HttpStatusCode.OK))["callout_id"]!;
                Assert.Equal((child, HttpStatusCode.OK), (child, (await api.GetAsync($"/api/callouts/{callout}")).StatusCode));
            }
        }

        async Task<string?> CreateAsync(string path, params (string, string)[] form) =>
            (await api.PostAsync(path, form)).Headers.Location?.OriginalString;

        async Task<string?> DeleteAsync(string path)
        {
            await api.DeleteAsync(path);
            return null;
        }
    }

    [Fact]
    public async Task Whom_a_population_brings_in_that_was_deleted_meanwhile_do_not_take_part()
    {
        const int people = 20;
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        for (var i = 0; i < people; i++)
            await api.CreateAsync("/api/contacts", ("msisdn", $"+4477009{i:D5}"));
        await api.CreateAsync("/api/callouts");
        await api.CreateAsync("/api/callouts/1/callout_populations");
        var population = await app.Services.GetRequiredService<Populations>().FindAsync(1, default);
        var those = await app.Services.GetRequiredService<Contacts>().FindAsync(Enumerable.Range(1, people).Select(id => (long)id), default);

        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync("/api/callout_populations/1")).StatusCode);
        await app.Services.GetRequiredService<Enrolment>().BringInAsync(population!, those, default);

        Assert.Equal(0, await api.StatisticAsync(1, "callout_participations"));
        Assert.Equal(0, await api.StatisticAsync(1, "callout_participations_remaining"));
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync("/api/callouts/1")).StatusCode);
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
