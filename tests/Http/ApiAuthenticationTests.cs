namespace Switchboard.Tests.Http;

/// <summary>Who may use <c>/api</c>, as a client sees it.</summary>
public sealed class ApiAuthenticationTests
{
    [Theory]
    [InlineData("/api/things", null, 401)]
    [InlineData("/API/things/1", null, 401)]
    [InlineData("/%61pi/things", null, 401)]
    [InlineData("/api/things", "user:wrong", 401)]
    [InlineData("/api/things", "user:secret", 200)]
    [InlineData("/api/nowhere", null, 404)]
    [InlineData("/healthz", null, 200)]
    [InlineData("/", null, 200)]
    public async Task With_credentials_configured_the_API_asks_for_them(string path, string? credentials, int expected)
    {
        await using var app = await StartAsync(
            ("HTTP_BASIC_AUTH_USER", "user"), ("HTTP_BASIC_AUTH_PASSWORD", "secret"));
        var (status, body, response) = await app.App.SendAsync("GET", path, credentials: credentials);
        Assert.Equal(expected, status);
        if (expected == 401)
        {
            Assert.Equal("HTTP Basic: Access denied.", body);
            Assert.Equal("Basic realm=\"Application\"", Assert.Single(response.Headers.WwwAuthenticate).ToString());
        }
    }

    [Fact]
    public async Task A_refused_request_never_reaches_its_function()
    {
        await using var app = await StartAsync(("HTTP_BASIC_AUTH_USER", "user"));
        Assert.Equal(401, (await app.App.SendAsync("DELETE", "/api/things/7")).Status);
        Assert.Empty(app.App.Errors);
        Assert.Equal(500, (await app.App.SendAsync("DELETE", "/api/things/7", credentials: "user:any")).Status);
    }

    [Fact]
    public async Task Without_credentials_nothing_of_the_API_is_served()
    {
        await using var app = await StartAsync(("ALLOW_ANONYMOUS", "false"));
        var (status, body, _) = await app.App.SendAsync("GET", "/api/things", credentials: "user:any");
        Assert.Equal(503, status);
        Assert.StartsWith("""{"status":503,"error":"Service Unavailable","message":"No credentials""", body);
        Assert.Equal(200, (await app.App.SendAsync("GET", "/healthz")).Status);
        Assert.Equal(204, (await app.App.SendAsync("POST", "/acs/things")).Status);
    }

    private static async Task<Running> StartAsync(params (string Name, string Value)[] settings)
    {
        var app = new MannersApp();
        foreach (var (name, value) in settings)
            app.Settings[name] = value;
        await app.InitializeAsync();
        return new Running(app);
    }

    private sealed record Running(MannersApp App) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await App.DisposeAsync();
    }
}
