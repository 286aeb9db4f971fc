using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Switchboard.Tests.Callouts;

namespace Switchboard.Tests.Tickets;

/// <summary>A client of the tickets API that is somebody.</summary>
internal sealed class TicketClient(HttpClient http, string? token)
{
    public static JsonObject Ticket(string subject = "CAN'T LOGIN", string priority = "high", string department = "technical") => new()
    {
        ["subject"] = subject,
        ["priority"] = priority,
        ["department"] = department,
        ["message"] = "lorem ipsum...",
    };

    /// <summary>The demo users: two customers and one of the staff.</summary>
    public static async Task<(TicketClient Ada, TicketClient Grace, TicketClient Staff)> MeetAsync(HttpClient http)
    {
        var users = JsonNode.Parse(await http.GetStringAsync("/users"))!.AsArray();
        return (As("Ada Lovelace"), As("Grace Hopper"), As("Edsger Dijkstra"));

        TicketClient As(string name) => new(http, (string)users.Single(user => (string)user!["name"]! == name)!["token"]!);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public async Task<JsonArray> ListAsync(string path) =>
        (await ApiClient.JsonAsync(await GetAsync(path), HttpStatusCode.OK)).AsArray();

    public async Task<JsonNode> OpenAsync(JsonObject? ticket = null) => await ApiClient.JsonAsync(
        await SendAsync(HttpMethod.Post, "/tickets", (ticket ?? Ticket()).ToJsonString()), HttpStatusCode.Created);

    public Task<HttpResponseMessage> ReplyAsync(string code, string message) => SendAsync(
        HttpMethod.Post, "/replies", new JsonObject { ["ticket"] = code, ["message"] = message }.ToJsonString());

    public Task<HttpResponseMessage> CloseAsync(string code, bool closed = true) => SendAsync(
        HttpMethod.Patch, $"/tickets/{code}", new JsonObject { ["closed"] = closed }.ToJsonString());

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body)
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return http.SendAsync(request);
    }
}
