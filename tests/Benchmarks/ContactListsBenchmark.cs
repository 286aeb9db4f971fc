using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Tables;
using Switchboard.Storage;
using Switchboard.Tests.App;

namespace Switchboard.Benchmarks;

/// <summary>
/// Lists of a million contacts against the same lists of a thousand: what a list costs is its page and its matches, not
/// what else there is. <c>CONTACTS</c> sets another number than a million, <c>CONTACTS_ON_AZURITE</c> another than 10000
/// there.
/// </summary>
internal static class ContactListsBenchmark
{
    private const int Matches = 1_000;
    private const int PerPage = 25;
    private const int Requests = 40;
    private const string Partition = "contacts";
    private const string Filtered = "metadata[group]=few&page=20";

    private static readonly int InMemory = Setting.Of("CONTACTS", 1_000_000);

    // Azurite reads through a partition at every read of a row and every write, and through the table at every query.
    private static readonly int OnAzurite = Setting.Of("CONTACTS_ON_AZURITE", 10_000);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync() =>
    [
        .. await MeasureInMemoryAsync(),
        .. await Stores.OnAzuriteAsync((ofFew, _) => Stores.OnAzuriteAsync((ofMany, _) => MeasureOnAzuriteAsync(ofFew, ofMany))),
    ];

    private static async Task<IReadOnlyList<Figure>> MeasureInMemoryAsync()
    {
        await using var many = await SwitchboardProcess.StartAsync(new Dictionary<string, string?>());
        await using var few = await SwitchboardProcess.StartAsync(new Dictionary<string, string?>());
        var (filtered, page) = await MeasureAsync("in memory", InMemory, few.Http, many.Http);
        return [filtered, page];
    }

    /// <summary>
    /// Each application has an Azurite of its own. What it asks of it is counted, and what the same kind of question costs
    /// whoever asks it.
    /// </summary>
    private static async Task<IReadOnlyList<Figure>> MeasureOnAzuriteAsync(
        Dictionary<string, string?> ofFew, Dictionary<string, string?> ofMany)
    {
        using var counters = new Counters();
        await using var few = await SwitchboardApp.StartAsync(new() { RealTime = true, Settings = ofFew });
        await using var many = await SwitchboardApp.StartAsync(new() { RealTime = true, Settings = ofMany });
        var (filtered, page) = await MeasureAsync("Azurite", OnAzurite, few.Http, many.Http);
        var (rowsOfFew, rowsOfMany) = (TableOf(few), TableOf(many));
        var times = await Rounds.MediansAsync(
            9,
            () => ReadAsync(rowsOfFew),
            () => ReadAsync(rowsOfMany),
            () => QueryAsync(rowsOfFew),
            () => QueryAsync(rowsOfMany));
        return
        [
            filtered,
            Figure.Note(
                "… requests to its tables",
                await CountAsync(rowsOfMany, many, Filtered, Matches),
                $"among {Matches:N0}",
                await CountAsync(rowsOfFew, few, Filtered, Matches)),
            Figure.Note("… the SDK's read of a row", times[1] / Requests, $"among {Matches:N0}", times[0] / Requests),
            Figure.Note("… the SDK's query for ten contacts", times[3] / Requests, $"among {Matches:N0}", times[2] / Requests),
            page,
            Figure.Note(
                "… requests to its tables",
                await CountAsync(rowsOfMany, many, Far(OnAzurite), OnAzurite),
                "page 1",
                await CountAsync(rowsOfMany, many, "page=1", OnAzurite)),
        ];

        async Task<double> CountAsync(TableClient rows, SwitchboardApp app, string query, int total)
        {
            var before = counters.RequestsTo(rows.Uri);
            await ListAsync(app.Http, query, total);
            return (counters.RequestsTo(rows.Uri) - before) / (double)Requests;
        }
    }

    private static async Task<(Figure Filtered, Figure Page)> MeasureAsync(string store, int contacts, HttpClient few, HttpClient many)
    {
        await ImportAsync(few, Matches);
        await ImportAsync(many, contacts);
        var filtered = await Rounds.MediansAsync(
            9, () => ListAsync(many, Filtered, Matches), () => ListAsync(few, Filtered, Matches));
        var pages = await Rounds.MediansAsync(
            9, () => ListAsync(many, Far(contacts), contacts), () => ListAsync(many, "page=1", contacts));
        return (
            Figure.AtMost(
                $"{Matches} matches among {contacts:N0} contacts, {store}",
                filtered[0] / Requests,
                $"among {Matches:N0}",
                filtered[1] / Requests,
                1.5),
            Figure.AtMost(
                $"Page {FarPage(contacts):N0} of {contacts:N0} contacts, {store}",
                pages[0] / Requests,
                "page 1",
                pages[1] / Requests,
                1.5));
    }

    private static TableClient TableOf(SwitchboardApp app) => app.Services.GetRequiredService<Tables>().Contacts;

    private static Task ReadAsync(TableClient table) => ManyAsync(() => table.GetEntityAsync<TableEntity>(Partition, RowKey.Number(1)));

    private static Task QueryAsync(TableClient table)
    {
        var filter = RowRange.Filter(Partition, RowKey.Number(1), RowKey.Number(2));
        return ManyAsync(() => table.QueryAsync<TableEntity>(filter).CountAsync().AsTask());
    }

    private static async Task ManyAsync(Func<Task> ask)
    {
        for (var i = 0; i < Requests; i++)
            await ask();
    }

    private static string Far(int contacts) => $"page={FarPage(contacts)}";

    private static int FarPage(int contacts) => contacts * 3 / 4 / PerPage;

    private static Task ListAsync(HttpClient http, string query, int total) => ManyAsync(async () =>
    {
        using var answer = await http.GetAsync($"/api/contacts?per_page={PerPage}&{query}");
        answer.EnsureSuccessStatusCode();
        var counted = answer.Headers.GetValues("Total").Single();
        if (counted != total.ToString(CultureInfo.InvariantCulture))
            throw new InvalidOperationException($"{query} says that there are {counted}, not {total}.");
    });

    /// <summary>Imports contacts of which those who match are spread evenly over all.</summary>
    private static async Task ImportAsync(HttpClient http, int contacts)
    {
        const int chunk = 100_000;
        http.Timeout = TimeSpan.FromMinutes(10);
        for (var first = 0; first < contacts; first += chunk)
        {
            var lines = new StringBuilder();
            for (var i = first; i < Math.Min(first + chunk, contacts); i++)
            {
                var group = i % (contacts / Matches) == 0 ? "few" : "many";
                lines.Append(CultureInfo.InvariantCulture, $$$"""{"msisdn":"+85597{{{i:D7}}}","metadata":{"group":"{{{group}}}"}}""")
                    .Append('\n');
            }

            using var body = new StringContent(lines.ToString(), Encoding.UTF8, "application/x-ndjson");
            using var answer = await http.PostAsync("/api/contacts/import", body);
            answer.EnsureSuccessStatusCode();
            await answer.Content.CopyToAsync(Stream.Null);
        }
    }
}
