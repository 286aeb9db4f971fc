using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;
using Switchboard.Tests.Callouts;

namespace Switchboard.Tests.Tickets;

/// <summary>Who may do what: every route for everybody.</summary>
public sealed class AuthorisationTests
{
    /// <summary>A route: whoever is nobody gets 401, and the others what is listed.</summary>
    private sealed record Route(string Method, string Path, string? Body, int Own, int Other, int Staff);

    private static readonly Route[] Routes =
    [
        new("GET", "/tickets", null, 200, 200, 200),
        new("GET", "/tickets?code={code}", null, 200, 200, 200),
        new("POST", "/tickets", """{"subject":"s","priority":"low","department":"sales","message":"m"}""", 201, 201, 201),
        new("GET", "/tickets/{code}", null, 200, 404, 200),
        new("PATCH", "/tickets/{code}", """{"closed":true}""", 200, 404, 200),
        new("GET", "/replies?ticket={code}", null, 200, 404, 200),
        new("POST", "/replies", """{"ticket":"{code}","message":"m"}""", 201, 404, 201),
    ];

    private static readonly string?[] Nobody =
    [
        null, "", "Bearer", "Bearer ", "Bearer a b", "Basic {token}", "{token}", "Token {token}", "Bearer 0123456789abcdef",
        "Bearer {token}x", "Bearer {hash}",
    ];

    [Fact]
    public async Task Every_route_lets_pass_whom_it_should_and_nobody_else()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var tokens = JsonNode.Parse(await app.Http.GetStringAsync("/users"))!.AsArray()
            .ToDictionary(user => (string)user!["name"]!, user => (string)user!["token"]!);
        var (own, other, staff) = (tokens["Ada Lovelace"], tokens["Grace Hopper"], tokens["Edsger Dijkstra"]);
        var code = (string)(await new TicketClient(app.Http, own).OpenAsync())["code"]!;

        foreach (var route in Routes)
        {
            foreach (var header in Nobody)
            {
                var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(staff)));
                var authorization = header?.Replace("{token}", staff).Replace("{hash}", hash);
                var response = await SendAsync(app, route, code, authorization);
                Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{route} with '{header}': {response.StatusCode}");
                Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
                await AssertIsProblemAsync(response, "ParametersError");
            }

            Assert.Equal((route, route.Own), (route, await StatusAsync(app, route, code, own)));
            Assert.Equal((route, route.Other), (route, await StatusAsync(app, route, code, other)));
            Assert.Equal((route, route.Staff), (route, await StatusAsync(app, route, code, staff)));
        }
    }

    [Fact]
    public async Task What_is_somebody_elses_looks_like_what_does_not_exist()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (ada, grace, staff) = await TicketClient.MeetAsync(app.Http);
        var code = (string)(await ada.OpenAsync())["code"]!;

        foreach (var path in new[] { "/tickets/{0}", "/replies?ticket={0}", "/tickets?code={0}" })
        {
            var (others, missing) = (await grace.GetAsync(string.Format(path, code)), await grace.GetAsync(string.Format(path, "00000x")));
            Assert.Equal(missing.StatusCode, others.StatusCode);
            Assert.Equal(await missing.Content.ReadAsStringAsync(), await others.Content.ReadAsStringAsync());
        }

        await grace.CloseAsync(code);
        await grace.ReplyAsync(code, "let me in");
        Assert.Empty(await staff.ListAsync($"/replies?ticket={code}"));
        Assert.False((bool)(await staff.ListAsync("/tickets"))[0]!["closed"]!);
        Assert.Empty(await grace.ListAsync("/tickets?user=ada@customers.example"));
    }

    [Fact]
    public async Task No_answer_outside_of_users_carries_a_token()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (ada, _, staff) = await TicketClient.MeetAsync(app.Http);
        var tokens = JsonNode.Parse(await app.Http.GetStringAsync("/users"))!.AsArray().Select(user => (string)user!["token"]!).ToList();
        var code = (string)(await ada.OpenAsync())["code"]!;
        await staff.ReplyAsync(code, "hello");

        foreach (var path in new[] { "/tickets", $"/tickets/{code}", $"/replies?ticket={code}" })
        {
            var body = await (await ada.GetAsync(path)).Content.ReadAsStringAsync();
            Assert.DoesNotContain("token", body);
            Assert.All(tokens, token => Assert.DoesNotContain(token, body));
        }
    }

    private static async Task<int> StatusAsync(SwitchboardApp app, Route route, string code, string token)
    {
        var response = await SendAsync(app, route, code, $"Bearer {token}");
        if (!response.IsSuccessStatusCode)
            await AssertIsProblemAsync(response, "ResourceError");
        return (int)response.StatusCode;
    }

    private static Task<HttpResponseMessage> SendAsync(SwitchboardApp app, Route route, string code, string? authorization)
    {
        var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Path.Replace("{code}", code));
        if (route.Body is { } body)
            request.Content = new StringContent(body.Replace("{code}", code), new MediaTypeHeaderValue("application/json"));
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return app.Http.SendAsync(request);
    }

    private static async Task AssertIsProblemAsync(HttpResponseMessage response, string type)
    {
        var problem = await ApiClient.JsonAsync(response, response.StatusCode);
        Assert.Equal(["type", "message"], problem.AsObject().Select(member => member.Key));
        Assert.Equal(type, (string?)problem["type"]);
    }
}
