using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Switchboard.Tests.App;
using Switchboard.Tests.Callouts;

namespace Switchboard.Tests.Callbacks;

/// <summary>Whatever is wrong with a request is said in the family's shape.</summary>
public sealed class CallbackBadInputTests
{
    [Fact]
    public async Task Every_missing_field_is_named()
    {
        await using var app = await SwitchboardApp.StartAsync();

        var errors = await ProblemAsync(await new CallbackClient(app.Http).PostAsync([]), HttpStatusCode.BadRequest);

        Assert.Equal("No DDI given", (string?)errors["message"]);
        Assert.Equal(
            JsonNode.Parse("""
                {"ddi":"No DDI given","name":"No contact name given","phone":"No phone number given",
                "platform":"No platform given","details":"No details given"}
                """)!.ToJsonString(),
            errors["validation_errors"]!.ToJsonString());
    }

    [Fact]
    public async Task Numbers_may_be_texts_and_a_ticket_may_be_missing()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new CallbackClient(app.Http);

        var texts = CallbackClient.Callback();
        (texts["ddi"], texts["phone"], texts["ticket"]) = ("0123456", "+447700900108", null);
        var shown = await api.CreateAsync(texts);
        Assert.Equal(
            """[123456,447700900108,null]""", new JsonArray(Copy("ddi"), Copy("phone"), Copy("ticket")).ToJsonString());
        var without = CallbackClient.Callback();
        without.Remove("ticket");
        Assert.Null((await api.CreateAsync(without))["ticket"]);
        Assert.Equal("New", (string?)shown["status"]);

        JsonNode? Copy(string name) => shown[name]?.DeepClone();
    }

    [Theory]
    [InlineData("ddi", "\"abc\"")]
    [InlineData("ddi", "12.5")]
    [InlineData("ddi", "-1")]
    [InlineData("ddi", "1e3")]
    [InlineData("ddi", "9007199254740992")]
    [InlineData("ddi", "99999999999999999999999")]
    [InlineData("ddi", "true")]
    [InlineData("phone", "[447700900108]")]
    [InlineData("phone", "{}")]
    [InlineData("phone", "\"+\"")]
    [InlineData("ticket", "\"T-1\"")]
    [InlineData("name", "7")]
    [InlineData("name", "\"  \"")]
    [InlineData("platform", "[]")]
    [InlineData("details", "{\"a\":1}")]
    [InlineData("status", "\"\"")]
    [InlineData("id", "7")]
    [InlineData("created", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("notes", "[]")]
    public async Task A_field_that_cannot_be_taken_is_named_alone(string field, string value)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var callback = CallbackClient.Callback();
        callback[field] = JsonNode.Parse(value);

        var errors = await ProblemAsync(await new CallbackClient(app.Http).PostAsync(callback), HttpStatusCode.BadRequest);

        Assert.Equal(field, errors["validation_errors"]!.AsObject().Single().Key);
        Assert.Equal((string?)errors["message"], (string?)errors["validation_errors"]![field]);
    }

    [Fact]
    public async Task What_fits_is_taken_and_what_does_not_is_refused()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new CallbackClient(app.Http);

        Assert.Equal(32_768, ((string)(await api.CreateAsync(CallbackClient.Callback(new string('<', 32_768))))["details"]!).Length);
        await ProblemAsync(await api.PostAsync(CallbackClient.Callback(new string('x', 32_769))), HttpStatusCode.BadRequest);
        await ProblemAsync(await api.PostAsync(CallbackClient.Callback(platform: new string('x', 251))), HttpStatusCode.BadRequest);
        await ProblemAsync(
            await api.PostAsync(CallbackClient.Callback(new string('x', 2_000_000))), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task An_update_takes_details_and_status_and_nothing_else()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var api = new CallbackClient(app.Http);
        await api.CreateAsync();

        foreach (var note in new[] { "{}", """{"name":"Eve"}""", """{"details":"x","id":2}""", """{"details":null}""", """{"status":7}""" })
            await ProblemAsync(await api.PutAsync(1, JsonNode.Parse(note)!.AsObject()), HttpStatusCode.BadRequest);
        await ProblemAsync(await api.PutAsync(2, new JsonObject { ["details"] = "x" }), HttpStatusCode.NotFound);
        Assert.Single((await api.GetJsonAsync("/1"))["notes"]!.AsArray());
    }

    [Theory]
    [InlineData("GET", "/api/callbacks/9", null, null, 404)]
    [InlineData("GET", "/api/callbacks/abc", null, null, 404)]
    [InlineData("GET", "/api/callbacks/0", null, null, 404)]
    [InlineData("GET", "/api/callbacks/99999999999999999999", null, null, 404)]
    [InlineData("GET", "/api/callbacks/1/other", null, null, 404)]
    [InlineData("DELETE", "/api/callbacks/1", null, null, 405)]
    [InlineData("PATCH", "/api/callbacks", null, null, 405)]
    [InlineData("POST", "/api/callbacks", "ddi=1", "application/x-www-form-urlencoded", 415)]
    [InlineData("POST", "/api/callbacks", "{}", "text/plain", 415)]
    [InlineData("POST", "/api/callbacks", "{}", "", 415)]
    [InlineData("POST", "/api/callbacks", "{}", "application/json; charset=latin1", 415)]
    [InlineData("POST", "/api/callbacks", "{", "application/json", 400)]
    [InlineData("POST", "/api/callbacks", "[]", "application/json", 400)]
    [InlineData("POST", "/api/callbacks", "{\"ddi\":1,\"ddi\":2}", "application/json", 400)]
    [InlineData("PUT", "/api/callbacks/1", "null", "application/json", 400)]
    [InlineData("PUT", "/api/callbacks/x", "{\"details\":\"x\"}", "application/json", 404)]
    [InlineData("POST", "/api/callbacks/9/call", "{\"agent\":\"+447700900207\"}", "application/json", 404)]
    public async Task Every_refusal_has_the_familys_shape(string method, string path, string? body, string? type, int status)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (type is { Length: > 0 })
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        var response = await app.Http.SendAsync(request);

        await ProblemAsync(response, (HttpStatusCode)status);
        Assert.Equal(status == 405, response.Content.Headers.Allow.Count > 0);
    }

    [Fact]
    public async Task The_credential_of_the_api_is_asked_for()
    {
        await using var app = await SwitchboardApp.StartAsync(new()
        {
            Settings = new Dictionary<string, string?> { ["HTTP_BASIC_AUTH_USER"] = "me", ["HTTP_BASIC_AUTH_PASSWORD"] = "secret" },
        });

        var response = await app.Http.GetAsync("/api/callbacks");
        Assert.Equal("Basic", response.Headers.WwwAuthenticate.Single().Scheme);
        await ProblemAsync(response, HttpStatusCode.Unauthorized);
        foreach (var (method, path) in new[]
        {
            ("POST", "/api/callbacks"), ("GET", "/api/callbacks/1"), ("PUT", "/api/callbacks/1"), ("POST", "/api/callbacks/1/call"),
        })
        {
            using var nobodys = new HttpRequestMessage(new HttpMethod(method), path);
            await ProblemAsync(await app.Http.SendAsync(nobodys), HttpStatusCode.Unauthorized);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/callbacks");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String("me:secret"u8));
        Assert.Equal(HttpStatusCode.OK, (await app.Http.SendAsync(request)).StatusCode);

        await using var closed = await SwitchboardApp.StartAsync(new()
        {
            Settings = new Dictionary<string, string?> { ["ALLOW_ANONYMOUS"] = "false" },
        });
        await ProblemAsync(await closed.Http.GetAsync("/api/callbacks"), HttpStatusCode.ServiceUnavailable);
    }

    private static async Task<JsonNode> ProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var problem = await ApiClient.JsonAsync(response, status);
        Assert.Equal(["message", "validation_errors"], problem.AsObject().Select(member => member.Key));
        Assert.NotEmpty((string)problem["message"]!);
        return problem;
    }
}
