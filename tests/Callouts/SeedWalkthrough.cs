using System.Net;
using Switchboard.Tests.App;
using Switchboard.Tests.Azurite;
using Switchboard.Tests.Embedded.Tables;

namespace Switchboard.Tests.Callouts;

/// <summary>Performs the examples of Somleng SCFM's REST API reference, top to bottom.</summary>
public abstract class SeedWalkthrough(ITableCloud tables) : Walkthrough(tables)
{
    [Fact]
    public async Task The_reference_works_as_printed()
    {
        await using var app = await StartAsync();
        var api = new ApiClient(app.Http);

        await Contacts(api);
        await Callouts(api);
        await Populations(app, api);
    }

    private async Task Contacts(ApiClient api)
    {
        var response = await api.PostAsync(
            "/api/contacts", ("msisdn", "+85510202101"), ("metadata[foo]", "bar"), ("metadata[bar]", "baz"));
        Assert.Equal("/api/contacts/1", response.Headers.GetValues("Location").Single());
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        const string contact = """{"id":1,"msisdn":"+85510202101","metadata":{"foo":"bar","bar":"baz"},"created_at":"T","updated_at":"T"}""";
        await AssertShows(contact, response, HttpStatusCode.Created);

        response = await api.GetAsync("/api/contacts");
        Assert.Equal("25", response.Headers.GetValues("Per-Page").Single());
        Assert.Equal("1", response.Headers.GetValues("Total").Single());
        Assert.False(response.Headers.Contains("Link"));
        await AssertShows($"[{contact}]", response);

        await AssertShows($"[{contact}]", await api.GetAsync("/api/contacts?metadata[foo]=bar&metadata[bar]=baz"));
        await AssertShows("[]", await api.GetAsync("/api/contacts?metadata[foo]=bar&metadata[bar]=other"));
        await AssertShows($"[{contact}]", await api.GetAsync("/api/contacts?msisdn=85510202101"));
        await AssertShows("[]", await api.GetAsync("/api/contacts?msisdn=wrong"));
        await AssertShows(contact, await api.GetAsync("/api/contacts/1"));

        response = await api.PutAsync(
            "/api/contacts/1", ("msisdn", "+85510202102"), ("metadata[foo]", "baz"), ("metadata[baz]", "foo"));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await AssertShows(
            """{"id":1,"msisdn":"+85510202102","metadata":{"foo":"baz","baz":"foo"},"created_at":"T","updated_at":"T"}""",
            await api.GetAsync("/api/contacts/1"));
        await AssertShows("[]", await api.GetAsync("/api/contacts?metadata[foo]=bar"));

        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync("/api/contacts/1")).StatusCode);
        await AssertShows("""{"status":404,"error":"Not Found"}""", await api.GetAsync("/api/contacts/1"), HttpStatusCode.NotFound);
    }

    private async Task Callouts(ApiClient api)
    {
        var callout = Callout("initialized", """{"foo":"bar","bar":"baz"}""");
        var response = await api.PostAsync("/api/callouts", ("metadata[foo]", "bar"), ("metadata[bar]", "baz"));
        Assert.Equal("/api/callouts/1", response.Headers.GetValues("Location").Single());
        await AssertShows(callout, response, HttpStatusCode.Created);
        await AssertShows($"[{callout}]", await api.GetAsync("/api/callouts"));
        await AssertShows($"[{callout}]", await api.GetAsync("/api/callouts?metadata[foo]=bar&metadata[bar]=baz"));
        await AssertShows($"[{callout}]", await api.GetAsync("/api/callouts?status=initialized"));
        await AssertShows("[]", await api.GetAsync("/api/callouts?status=running"));
        await AssertShows("[]", await api.GetAsync("/api/callouts?status="));
        await AssertShows(callout, await api.GetAsync("/api/callouts/1"));

        response = await api.PutAsync("/api/callouts/1", ("metadata[foo]", "baz"), ("metadata[baz]", "foo"));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);

        foreach (var (happened, status) in new[] { ("start", "running"), ("pause", "paused"), ("resume", "running"), ("stop", "stopped") })
        {
            response = await api.PostAsync("/api/callouts/1/callout_events", ("event", happened));
            Assert.Equal("/api/callouts/1", response.Headers.GetValues("Location").Single());
            await AssertShows(Callout(status, """{"foo":"baz","baz":"foo"}"""), response, HttpStatusCode.Created);
        }

        await AssertShows(
            """
            {"callout_status":"stopped","callout_participations":0,"callout_participations_remaining":0,
            "callout_participations_completed":0,"calls_completed":0,"calls_initialized":0,"calls_scheduling":0,
            "calls_fetching_status":0,"calls_waiting_for_completion":0,"calls_queued":0,"calls_in_progress":0,
            "calls_errored":0,"calls_failed":0,"calls_busy":0,"calls_not_answered":0,"calls_canceled":0}
            """,
            await api.GetAsync("/api/callouts/1/callout_statistics"));
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync("/api/callouts/1")).StatusCode);
    }

    private async Task Populations(SwitchboardApp app, ApiClient api)
    {
        var contact = (int)(await api.CreateAsync(
            "/api/contacts", ("msisdn", "+85510202101"), ("metadata[location]", "phnom penh")))["id"]!;
        await api.CreateAsync("/api/contacts", ("msisdn", "+85510202103"), ("metadata[location]", "battambang"));
        var callout = (int)(await api.CreateAsync("/api/callouts"))["id"]!;

        string Population(string status, string location, string metadata) => $$$"""
            {"id":1,"callout_id":{{{callout}}},"contact_filter_params":{"metadata":{"location":"{{{location}}}"}},
            "metadata":{{{metadata}}},"status":"{{{status}}}","created_at":"T","updated_at":"T"}
            """;
        var population = Population("preview", "phnom penh", """{"foo":"bar","bar":"baz"}""");
        var response = await api.PostAsync(
            $"/api/callouts/{callout}/callout_populations",
            ("metadata[foo]", "bar"), ("metadata[bar]", "baz"), ("contact_filter_params[metadata][location]", "phnom penh"));
        Assert.Equal("/api/callout_populations/1", response.Headers.GetValues("Location").Single());
        await AssertShows(population, response, HttpStatusCode.Created);
        await AssertShows($"[{population}]", await api.GetAsync($"/api/callouts/{callout}/callout_populations"));
        await AssertShows($"[{population}]", await api.GetAsync("/api/callout_populations"));
        await AssertShows($"[{population}]", await api.GetAsync("/api/callout_populations?metadata[foo]=bar"));
        await AssertShows(
            $"[{population}]", await api.GetAsync("/api/callout_populations?contact_filter_params[metadata][location]=phnom+penh"));
        await AssertShows(
            "[]", await api.GetAsync("/api/callout_populations?contact_filter_params[metadata][location]=elsewhere"));
        await AssertShows(population, await api.GetAsync("/api/callout_populations/1"));

        response = await api.GetAsync("/api/callout_populations/1/preview/contacts");
        Assert.Equal("1", response.Headers.GetValues("Total").Single());
        Assert.Equal(contact, (int)(await ApiClient.JsonAsync(response, HttpStatusCode.OK)).AsArray().Single()!["id"]!);

        response = await api.PutAsync(
            "/api/callout_populations/1",
            ("metadata[foo]", "baz"), ("metadata[baz]", "foo"), ("contact_filter_params[metadata][location]", "battambang"));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await AssertShows(
            Population("preview", "battambang", """{"foo":"baz","baz":"foo"}"""), await api.GetAsync("/api/callout_populations/1"));

        response = await api.PostAsync("/api/callout_populations/1/callout_population_events", ("event", "queue"));
        Assert.Equal("/api/callout_populations/1", response.Headers.GetValues("Location").Single());
        await AssertShows(
            Population("queued", "battambang", """{"foo":"baz","baz":"foo"}"""), response, HttpStatusCode.Created);

        await app.AdvanceUntilAsync(
            async () => (string?)(await api.GetJsonAsync("/api/callout_populations/1"))["status"] == "populated",
            TimeSpan.FromMinutes(1));
        response = await api.GetAsync("/api/callout_populations/1/contacts");
        Assert.Equal("1", response.Headers.GetValues("Total").Single());
        var populated = (await ApiClient.JsonAsync(response, HttpStatusCode.OK)).AsArray();
        Assert.Equal("+85510202103", (string?)populated.Single()!["msisdn"]);

        // Somebody takes part now: neither the population, nor the callout, nor the contact can go.
        foreach (var path in new[] { "/api/callout_populations/1", $"/api/callouts/{callout}", $"/api/contacts/{populated[0]!["id"]}" })
        {
            await AssertShows(
                """{"errors":{"base":["Cannot delete record because dependent callout participations exist"]}}""",
                await api.DeleteAsync(path),
                HttpStatusCode.UnprocessableEntity);
        }

        await api.CreateAsync($"/api/callouts/{callout}/callout_populations");
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync("/api/callout_populations/2")).StatusCode);
    }

    private static string Callout(string status, string metadata) =>
        $$$"""{"id":1,"status":"{{{status}}}","metadata":{{{metadata}}},"created_at":"T","updated_at":"T","settings":{},"call_flow_logic":"hello_world","audio_url":null}""";
}

public sealed class SeedWalkthroughInProcessTests(InProcessTables tables)
    : SeedWalkthrough(tables), IClassFixture<InProcessTables>;

[Collection(AzuriteCollection.Name)]
public sealed class SeedWalkthroughOnAzuriteTests(AzuriteServer azurite) : SeedWalkthrough(new AzuriteTables(azurite));
