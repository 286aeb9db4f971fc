using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CsvHelper;

namespace Switchboard.Tests.Callouts;

/// <summary>A client of the callouts API as curl users write them: forms out, JSON in.</summary>
public sealed class ApiClient(HttpClient http)
{
    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path);

    /// <summary>How many things a list has, whatever page is shown.</summary>
    public async Task<int> TotalAsync(string path)
    {
        using var response = await http.GetAsync(path);
        return int.Parse(response.Headers.GetValues("Total").Single());
    }

    public async Task<JsonNode> GetJsonAsync(string path) => await JsonAsync(await http.GetAsync(path), HttpStatusCode.OK);

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] form) =>
        http.PostAsync(path, Form(form));

    public async Task<JsonNode> CreateAsync(string path, params (string Name, string Value)[] form) =>
        await JsonAsync(await PostAsync(path, form), HttpStatusCode.Created);

    public async Task<JsonNode> CreateAsync(string path, JsonObject body) =>
        await JsonAsync(await http.PostAsJsonAsync(path, body), HttpStatusCode.Created);

    public Task<HttpResponseMessage> PutAsync(string path, params (string Name, string Value)[] form) =>
        http.PutAsync(path, Form(form));

    public Task<HttpResponseMessage> DeleteAsync(string path) => http.DeleteAsync(path);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string body, string contentType) =>
        SendAsync(method, path, Encoding.UTF8.GetBytes(body), contentType);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[] body, string contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return http.SendAsync(new HttpRequestMessage(method, path) { Content = content });
    }

    /// <summary>The rows of a table in CSV, by the names of its columns.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> CsvAsync(string path)
    {
        using var csv = CsvReader.Create(await http.GetStreamAsync(path));
        await csv.ReadHeaderAsync();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (await csv.ReadAsync())
            rows.Add(csv.Headers!.ToDictionary(name => name, name => csv.GetString(name)));
        return rows;
    }

    public Task<JsonNode> FireAsync(int callout, string happened) =>
        CreateAsync($"/api/callouts/{callout}/callout_events", ("event", happened));

    public async Task<Statistics> StatisticsAsync(int callout = 1) =>
        new((await GetJsonAsync($"/api/callouts/{callout}/callout_statistics")).AsObject());

    public async Task<long> StatisticAsync(int callout, string key) => (await StatisticsAsync(callout))[key];

    /// <summary>The body as JSON, once the status is as expected.</summary>
    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{(int)response.StatusCode} instead of {(int)expected}: {text}");
        return JsonNode.Parse(text)!;
    }

    private static FormUrlEncodedContent Form((string Name, string Value)[] form) =>
        new(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
