using System.Net.Http.Json;
using System.Text.Json;

namespace Switchboard.Demo;

/// <summary>The people who would be called now, and how many the application says they are.</summary>
internal sealed record Preview(int Total, IReadOnlyList<string> Msisdns);

/// <summary>The callouts API of Switchboard, as much of it as the demo needs.</summary>
internal sealed class ApiClient(Uri address) : IDisposable
{
    private const int ImportsAtOnce = 16;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly HttpClient _http = new() { BaseAddress = address };

    public void Dispose() => _http.Dispose();

    /// <summary>Creates the contacts, several at a time.</summary>
    public async Task<int> ImportAsync(IReadOnlyList<Person> people, Report report, CancellationToken cancellation)
    {
        var imported = 0;
        await Parallel.ForEachAsync(
            people,
            new ParallelOptions { MaxDegreeOfParallelism = ImportsAtOnce, CancellationToken = cancellation },
            async (person, cancelled) =>
            {
                await PostAsync<Resource>("/api/contacts", person.ToForm(), cancelled);
                report(Interlocked.Increment(ref imported), "");
            });
        return imported;
    }

    public async Task<int> CreateCalloutAsync(Dictionary<string, string> metadata, CancellationToken cancellation)
    {
        var form = metadata.ToDictionary(pair => $"metadata[{pair.Key}]", pair => pair.Value);
        return (await PostAsync<Resource>("/api/callouts", form, cancellation)).Id;
    }

    public async Task<int> CreatePopulationAsync(int callout, string location, CancellationToken cancellation)
    {
        var form = new Dictionary<string, string> { ["contact_filter_params[metadata][location]"] = location };
        return (await PostAsync<Resource>($"/api/callouts/{callout}/callout_populations", form, cancellation)).Id;
    }

    /// <summary>Reads the whole preview of a population, page by page.</summary>
    public async Task<Preview> PreviewAsync(int population, CancellationToken cancellation)
    {
        var msisdns = new List<string>();
        for (var page = 1; ; page++)
        {
            using var response = await _http.GetAsync(
                $"/api/callout_populations/{population}/preview/contacts?per_page=100&page={page}", cancellation);
            var contacts = await ReadAsync<List<Contact>>(response, cancellation);
            msisdns.AddRange(contacts.Select(contact => contact.Msisdn));
            var total = TotalOf(response);
            if (contacts.Count == 0 || msisdns.Count >= total)
                return new(total, msisdns);
        }
    }

    public Task QueueAsync(int population, CancellationToken cancellation) => PostAsync<Resource>(
        $"/api/callout_populations/{population}/callout_population_events", new() { ["event"] = "queue" }, cancellation);

    public async Task WaitUntilPopulatedAsync(int population, CancellationToken cancellation)
    {
        using var patience = new Patience(TimeSpan.FromSeconds(60), "the population to be populated", cancellation);
        while ((await GetAsync<Resource>($"/api/callout_populations/{population}", patience.Token)).Status != "populated")
            await patience.PauseAsync();
    }

    public Task StartAsync(int callout, CancellationToken cancellation) => PostAsync<Resource>(
        $"/api/callouts/{callout}/callout_events", new() { ["event"] = "start" }, cancellation);

    public Task<Statistics> GetStatisticsAsync(int callout, CancellationToken cancellation) =>
        GetAsync<Statistics>($"/api/callouts/{callout}/callout_statistics", cancellation);

    private static int TotalOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Total", out var values) && int.TryParse(values.First(), out var total)
            ? total
            : throw new DemoException($"{response.RequestMessage!.RequestUri} has no Total header.");

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode)
        {
            var body = await response.Content.ReadAsStringAsync(cancellation);
            throw new DemoException(
                $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri} answered "
                + $"{(int)response.StatusCode} {body}");
        }

        return (await response.Content.ReadFromJsonAsync<T>(Json, cancellation))!;
    }

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
    {
        using var response = await _http.GetAsync(path, cancellation);
        return await ReadAsync<T>(response, cancellation);
    }

    private async Task<T> PostAsync<T>(string path, Dictionary<string, string> form, CancellationToken cancellation)
    {
        using var content = new FormUrlEncodedContent(form);
        using var response = await _http.PostAsync(path, content, cancellation);
        return await ReadAsync<T>(response, cancellation);
    }

    private sealed record Resource(int Id, string? Status);

    private sealed record Contact(string Msisdn);
}
