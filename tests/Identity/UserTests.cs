using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Tables;
using Switchboard.Identity;
using Switchboard.Tests.App;
using Switchboard.Tests.Callouts;
using Switchboard.Tests.Tickets;

namespace Switchboard.Tests.Identity;

/// <summary>Users and their tokens, on a laptop and where an administrator watches over them.</summary>
public sealed class UserTests : IDisposable
{
    private const string NewUser = """{"email":"new@example.com","name":"New","user_type":"customer"}""";

    private static readonly Dictionary<string, string?> Closed = new()
    {
        ["ALLOW_ANONYMOUS"] = "false",
        ["ADMIN_USERNAME"] = "root",
        ["ADMIN_PASSWORD"] = "secret",
    };

    private readonly string _data = Directory.CreateTempSubdirectory("switchboard-users-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task On_a_laptop_there_are_users_to_work_with_and_they_stay()
    {
        string users;
        await using (var app = await SwitchboardApp.StartAsync(new() { Data = _data }))
        {
            users = await app.Http.GetStringAsync("/users");
            Assert.Equal(3, JsonNode.Parse(users)!.AsArray().Count);
            Assert.All(
                JsonNode.Parse(users)!.AsArray(), user => Assert.Matches("^[0-9a-f]{40}$", (string?)user!["token"]));
        }

        await using var again = await SwitchboardApp.StartAsync(new() { Data = _data });
        Assert.Equal(users, await again.Http.GetStringAsync("/users"));
    }

    [Fact]
    public async Task A_new_users_token_works_until_it_is_replaced()
    {
        await using var app = await SwitchboardApp.StartAsync();

        var created = await ApiClient.JsonAsync(
            await app.Http.PostAsync("/users", new StringContent(NewUser)), HttpStatusCode.Created);
        var token = (string)created["token"]!;
        Assert.Empty(await new TicketClient(app.Http, token).ListAsync("/tickets"));
        var rotated = await ApiClient.JsonAsync(
            await app.Http.PostAsync($"/users/{created["id"]}/token", null), HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.Unauthorized, (await new TicketClient(app.Http, token).GetAsync("/tickets")).StatusCode);
        Assert.Empty(await new TicketClient(app.Http, (string)rotated["token"]!).ListAsync("/tickets"));
        Assert.Equal(
            ("new@example.com", "New", "customer"),
            ((string)rotated["email"]!, (string)rotated["name"]!, (string)rotated["user_type"]!));
    }

    [Theory]
    [InlineData("GET", "/users", 200)]
    [InlineData("POST", "/users", 201)]
    [InlineData("POST", "/users/1/token", 200)]
    [InlineData("POST", "/users/2/token", 404)]
    public async Task Where_there_is_an_administrator_nobody_else_gets_at_users(string method, string path, int status)
    {
        await using var app = await SwitchboardApp.StartAsync(new() { Settings = Closed });

        var staff = await app.Services.GetRequiredService<Users>().CreateAsync(
            new UserWish("staff@example.com", "Staff", UserType.Staff, new ValidationErrors()), CancellationToken.None);
        var token = Assert.IsType<Outcome<IssuedToken>.Success>(staff).Value.Token;

        string?[] wrong =
        [
            null, "Basic", "Basic !!!", Basic("root:wrong"), Basic("other:secret"), Basic("root"), "Bearer x", $"Bearer {token}",
            Basic($"staff@example.com:{token}"),
        ];
        foreach (var credentials in wrong)
        {
            var refused = await SendAsync(app, method, path, credentials);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal("Basic", refused.Headers.WwwAuthenticate.Single().Scheme);
            Assert.Equal("ParametersError", (string?)(await ApiClient.JsonAsync(refused, refused.StatusCode))["type"]);
        }

        Assert.Equal(status, (int)(await SendAsync(app, method, path, Basic("root:secret"))).StatusCode);
    }

    [Fact]
    public async Task Where_there_is_an_administrator_a_token_is_shown_once_and_kept_nowhere()
    {
        await using var app = await SwitchboardApp.StartAsync(new() { Settings = Closed });
        var admin = Basic("root:secret");
        Assert.Empty((await ApiClient.JsonAsync(await SendAsync(app, "GET", "/users", admin), HttpStatusCode.OK)).AsArray());

        var created = await ApiClient.JsonAsync(await SendAsync(app, "POST", "/users", admin), HttpStatusCode.Created);
        var token = (string)created["token"]!;
        var rotated = (string)(await ApiClient.JsonAsync(
            await SendAsync(app, "POST", $"/users/{created["id"]}/token", admin), HttpStatusCode.OK))["token"]!;

        var shown = (await ApiClient.JsonAsync(await SendAsync(app, "GET", "/users", admin), HttpStatusCode.OK)).AsArray().Single()!;
        Assert.Equal("new@example.com", (string?)shown["email"]);
        Assert.Null(shown["token"]);
        Assert.Empty(await new TicketClient(app.Http, rotated).ListAsync("/tickets"));
        var rows = await app.Services.GetRequiredService<Switchboard.Storage.Tables>().Users.QueryAsync<TableEntity>().ToListAsync();
        Assert.All(
            rows.SelectMany(row => row.Keys.Select(name => row[name])),
            value => Assert.All([token, rotated], secret => Assert.DoesNotContain(secret, $"{value}")));
    }

    [Fact]
    public async Task A_token_that_another_process_replaced_is_worth_nothing_within_seconds()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var ada = JsonNode.Parse(await app.Http.GetStringAsync("/users"))!.AsArray()[0]!;
        var client = new TicketClient(app.Http, (string)ada["token"]!);
        Assert.Empty(await client.ListAsync("/tickets"));

        var another = ActivatorUtilities.CreateInstance<Users>(app.Services);
        var rotated = await another.RotateTokenAsync((long)ada["id"]!, CancellationToken.None);

        var token = Assert.IsType<Outcome<IssuedToken>.Success>(rotated).Value.Token;
        Assert.Empty(await new TicketClient(app.Http, token).ListAsync("/tickets"));
        await app.AdvanceAsync(KnownTokens.Life);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/tickets")).StatusCode);
    }

    [Fact]
    public async Task Without_an_administrator_users_are_refused_and_the_answer_says_why()
    {
        await using var app = await SwitchboardApp.StartAsync(new()
        {
            Settings = new Dictionary<string, string?> { ["ALLOW_ANONYMOUS"] = "false" },
        });

        var problem = await ApiClient.JsonAsync(await app.Http.GetAsync("/users"), HttpStatusCode.ServiceUnavailable);

        Assert.Equal("SystemError", (string?)problem["type"]);
        Assert.Contains("ADMIN_USERNAME", (string)problem["message"]!);
    }

    [Fact]
    public void An_administrator_without_a_password_is_none()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ADMIN_USERNAME"] = "root" }).Build();

        Assert.Contains(
            "ADMIN_PASSWORD", Assert.Throws<SettingException>(() => AdministratorCredential.Read(settings)).Message);
    }

    private static Task<HttpResponseMessage> SendAsync(SwitchboardApp app, string method, string path, string? authorization)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new StringContent(NewUser, new MediaTypeHeaderValue("application/json"));
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return app.Http.SendAsync(request);
    }

    private static string Basic(string pair) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}";
}
