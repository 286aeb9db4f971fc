using System.Globalization;
using System.Text;
using Switchboard.Tests.App;

namespace Switchboard.Benchmarks;

/// <summary>
/// Lists of a million contacts against the same lists of a thousand: what a list costs is its page and its matches, not
/// what else there is. <c>CONTACTS</c> sets another number than a million.
/// </summary>
internal static class ContactListsBenchmark
{
    private const int Matches = 1_000;
    private const int PerPage = 25;
    private const int Requests = 40;

    private static readonly int Contacts = int.Parse(
        Environment.GetEnvironmentVariable("CONTACTS") ?? "1000000", CultureInfo.InvariantCulture);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var many = await SwitchboardProcess.StartAsync(new Dictionary<string, string?>());
        await using var few = await SwitchboardProcess.StartAsync(new Dictionary<string, string?>());
        await ImportAsync(few.Http, Matches);
        await ImportAsync(many.Http, Contacts);

        var far = Contacts * 3 / 4 / PerPage;
        var filtered = await Rounds.MediansAsync(
            9,
            () => ListAsync(many.Http, "metadata[group]=few&page=20", Matches),
            () => ListAsync(few.Http, "metadata[group]=few&page=20", Matches));
        var pages = await Rounds.MediansAsync(
            9, () => ListAsync(many.Http, $"page={far}", Contacts), () => ListAsync(many.Http, "page=1", Contacts));
        return
        [
            Figure.AtMost(
                $"{Matches} matches among {Contacts:N0} contacts",
                filtered[0] / Requests,
                $"among {Matches:N0}",
                filtered[1] / Requests,
                1.5),
            Figure.AtMost($"Page {far:N0} of {Contacts:N0} contacts", pages[0] / Requests, "page 1", pages[1] / Requests, 1.5),
        ];
    }

    private static async Task ListAsync(HttpClient http, string query, int total)
    {
        for (var i = 0; i < Requests; i++)
        {
            using var answer = await http.GetAsync($"/api/contacts?per_page={PerPage}&{query}");
            answer.EnsureSuccessStatusCode();
            var counted = answer.Headers.GetValues("Total").Single();
            if (counted != total.ToString(CultureInfo.InvariantCulture))
                throw new InvalidOperationException($"{query} says that there are {counted}, not {total}.");
        }
    }

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
