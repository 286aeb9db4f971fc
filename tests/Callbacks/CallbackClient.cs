using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Switchboard.Tests.Callouts;

namespace Switchboard.Tests.Callbacks;

/// <summary>A client of the callbacks API.</summary>
internal sealed class CallbackClient(HttpClient http)
{
    public static JsonObject Callback(string details = "cannot reach the server", string platform = "linux") => new()
    {
        ["ddi"] = 123456,
        ["name"] = "Ada",
        ["phone"] = 447700900108,
        ["ticket"] = 42,
        ["platform"] = platform,
        ["details"] = details,
    };

    public Task<HttpResponseMessage> GetAsync(string path = "") => http.GetAsync($"/api/callbacks{path}");

    public async Task<JsonNode> GetJsonAsync(string path = "") =>
        await ApiClient.JsonAsync(await GetAsync(path), HttpStatusCode.OK);

    public Task<HttpResponseMessage> PostAsync(JsonObject callback) => http.PostAsJsonAsync("/api/callbacks", callback);

    public async Task<JsonNode> CreateAsync(JsonObject? callback = null) =>
        await ApiClient.JsonAsync(await PostAsync(callback ?? Callback()), HttpStatusCode.Created);

    public Task<HttpResponseMessage> PutAsync(long id, JsonObject note) => http.PutAsJsonAsync($"/api/callbacks/{id}", note);

    public async Task<JsonNode> UpdateAsync(long id, JsonObject note) =>
        await ApiClient.JsonAsync(await PutAsync(id, note), HttpStatusCode.OK);

    public Task<HttpResponseMessage> CallAsync(long id, JsonObject whom) =>
        http.PostAsJsonAsync($"/api/callbacks/{id}/call", whom);
}
