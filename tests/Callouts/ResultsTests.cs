using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Callouts;
using Switchboard.Storage;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Callouts;

/// <summary>What became of a callout, as CSV.</summary>
public class ResultsTests
{
    [Fact]
    public async Task Every_participation_has_a_row_with_what_became_of_it()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900010", """{"outcome":"answer","ringSeconds":5,"listenSeconds":60}""");
        await campaign.Phones.ScriptAsync("+447700900020", """{"outcome":"invalid"}""");
        var start = app.Clock.GetUtcNow();
        var callout = await campaign.StartAsync(["+447700900010", "+447700900020"]);
        await campaign.RunToTheEndAsync(callout);
        await campaign.Api.FireAsync(callout, "pause");
        await campaign.Api.CreateAsync("/api/contacts", ("msisdn", "+447700900030"), ("metadata[group]", "late"));
        await campaign.PopulateAsync(callout, ("contact_filter_params[metadata][group]", "late"));

        var rows = await campaign.Api.CsvAsync($"/api/callouts/{callout}/results.csv");

        Assert.Equal(["+447700900010", "+447700900020", "+447700900030"], rows.Select(row => row["msisdn"]));
        Assert.Equal(["1", "2", "3"], rows.Select(row => row["participation_id"]));
        Assert.Equal(["1", "3", "0"], rows.Select(row => row["attempts"]));
        Assert.Equal(["completed", "failed", ""], rows.Select(row => row["last_status"]));
        Assert.All(rows.Take(2), row => Assert.InRange(DateTimeOffset.Parse(row["last_called_at"]), start, start.AddMinutes(10)));
        Assert.Equal(5, Seconds(rows[0], "last_called_at", "answered_at"));
        Assert.Equal(Seconds(rows[0], "answered_at", "last_ended_at"), double.Parse(rows[0]["duration_seconds"]), tolerance: 1);
        Assert.Equal(["", "", ""], rows.Select(row => row["answer"]));
        Assert.All(rows.Skip(1), row => Assert.Equal(("", ""), (row["answered_at"], row["duration_seconds"])));
    }

    [Fact]
    public async Task What_a_spreadsheet_would_compute_is_a_text()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var campaign = new Campaign(app);
        string[] texts = ["=1+1", "@SUM(A1)", "-2+3", "+1", "  =1", "\t=1", "harmless, \"quoted\"\r\nand = long", "042"];
        var callout = await campaign.CreateAsync(Campaign.Listeners(texts.Length));
        var participations = app.Services.GetRequiredService<CalloutLedgers>().Participations(callout);
        for (var i = 0; i < texts.Length; i++)
        {
            var before = (await participations.FindAsync(i + 1))!;
            var after = before with { Metadata = new JsonObject { ["answer"] = texts[i] }.ToJsonString() };
            await participations.Writer.CommitAsync(participations.Replace(new Change(), before, after));
        }

        var rows = await campaign.Api.CsvAsync($"/api/callouts/{callout}/results.csv");

        Assert.Equal(
            ["'=1+1", "'@SUM(A1)", "'-2+3", "'+1", "'  =1", "'\t=1", "harmless, \"quoted\"\r\nand = long", "042"],
            rows.Select(row => row["answer"]));
        Assert.All(rows, row => Assert.StartsWith("{", row["metadata"]));
    }

    [Fact]
    public async Task A_callout_without_people_has_its_columns_and_one_that_is_not_there_has_nothing()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new ApiClient(app.Http);
        await api.CreateAsync("/api/callouts");

        using var answer = await api.GetAsync("/api/callouts/1/results.csv");

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("callout-1-results.csv", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(
            "participation_id,contact_id,msisdn,attempts,last_status,last_called_at,answered_at,last_ended_at,"
            + "duration_seconds,answer,metadata\r\n",
            await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync("/api/callouts/2/results.csv")).StatusCode);
    }

    private static double Seconds(IReadOnlyDictionary<string, string> row, string from, string to) =>
        (DateTimeOffset.Parse(row[to]) - DateTimeOffset.Parse(row[from])).TotalSeconds;
}
