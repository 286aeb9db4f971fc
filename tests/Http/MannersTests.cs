using System.Text;
using System.Text.Json.Nodes;

namespace Switchboard.Tests.Http;

/// <summary>The manners as a client sees them, credentials not asked for.</summary>
public sealed class MannersTests(MannersApp app) : IClassFixture<MannersApp>
{
    private const string NotFound = """{"status":404,"error":"Not Found"}""";
    private const string NotAllowed = """{"status":405,"error":"Method Not Allowed"}""";

    [Theory]
    [InlineData("GET", "/nowhere", 404, null)]
    [InlineData("GET", "/api/nowhere", 404, null)]
    [InlineData("POST", "/api/things/1/2", 404, null)]
    [InlineData("OPTIONS", "/api/nowhere", 404, null)]
    [InlineData("GET", "/api/things/0", 404, null)]
    [InlineData("GET", "/api/things/a%2Fb", 404, null)]
    [InlineData("GET", "/api/things/%5C", 404, null)]
    [InlineData("GET", "/api/things/%23%3F", 404, null)]
    [InlineData("GET", "/api/things/%01%7F", 404, null)]
    [InlineData("GET", "/api/things/%E9", 404, null)]
    [InlineData("GET", "/api/things/99999999999999999999", 404, null)]
    [InlineData("PUT", "/api/things", 405, "GET, HEAD, POST, OPTIONS")]
    [InlineData("TRACE", "/api/things", 405, "GET, HEAD, POST, OPTIONS")]
    [InlineData("FOO", "/API/THINGS/", 405, "GET, HEAD, POST, OPTIONS")]
    [InlineData("POST", "/api/things/1", 405, "GET, HEAD, DELETE, OPTIONS")]
    [InlineData("GET", "/acs/things", 405, "POST, OPTIONS")]
    [InlineData("POST", "/", 405, "GET, HEAD, OPTIONS")]
    [InlineData("POST", "/healthz", 405, "GET, HEAD, OPTIONS")]
    public async Task What_no_function_takes_is_answered_in_the_familys_shape(
        string method, string path, int status, string? allow)
    {
        var (answered, body, response) = await app.SendAsync(method, path);
        Assert.Equal((status, status == 404 ? NotFound : NotAllowed), (answered, body));
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(allow ?? "", string.Join(", ", response.Content.Headers.Allow));
    }

    [Theory]
    [InlineData("/api/things", "GET, HEAD, POST, OPTIONS")]
    [InlineData("/api/things/1", "GET, HEAD, DELETE, OPTIONS")]
    [InlineData("/", "GET, HEAD, OPTIONS")]
    public async Task OPTIONS_names_the_methods(string path, string allow)
    {
        var (status, body, response) = await app.SendAsync("OPTIONS", path);
        Assert.Equal((204, ""), (status, body));
        Assert.Equal(allow, string.Join(", ", response.Content.Headers.Allow));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/healthz")]
    [InlineData("/api/things")]
    [InlineData("/api/things/1")]
    [InlineData("/api/things/x")]
    [InlineData("/nowhere")]
    public async Task HEAD_answers_as_GET_does(string path)
    {
        var (status, _, get) = await app.SendAsync("GET", path);
        var (headStatus, body, head) = await app.SendAsync("HEAD", path);
        Assert.Equal((status, ""), (headStatus, body));
        Assert.Equal(Headers(get), Headers(head));

        static string Headers(HttpResponseMessage response) => string.Join('\n', response.Headers
            .Concat(response.Content.Headers).Where(header => header.Key != "Date")
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order());
    }

    [Fact]
    public async Task The_root_says_where_things_are_and_health_is_ok()
    {
        var (status, body, _) = await app.SendAsync("GET", "/");
        Assert.Equal((200, "Switchboard"), (status, (string?)JsonNode.Parse(body)!["name"]));
        foreach (var (_, link) in JsonNode.Parse(body)!["links"]!.AsObject())
            Assert.Equal(200, (await app.SendAsync("GET", (string)link!)).Status);
        Assert.Equal((200, """{"status":"ok"}"""), await StatusAndBodyAsync("GET", "/healthz"));
    }

    [Fact]
    public async Task An_exception_is_a_500_whose_id_the_log_knows()
    {
        var (status, body, response) = await app.SendAsync("DELETE", "/api/things/7");
        var id = (string?)JsonNode.Parse(body)!["correlation_id"];
        Assert.Equal(500, status);
        Assert.Equal($$"""{"status":500,"error":"Internal Server Error","correlation_id":"{{id}}"}""", body);
        Assert.False(response.Headers.Contains("X-Half-Done"));
        Assert.Contains(app.Errors, entry => entry.Contains(id!) && entry.Contains("secret 7"));
    }

    [Fact]
    public async Task What_cannot_be_written_is_a_500_in_the_familys_shape()
    {
        var (status, body, _) = await app.SendAsync("GET", "/api/unwritable");
        Assert.Equal(500, status);
        Assert.Equal("Internal Server Error", (string?)JsonNode.Parse(body)!["error"]);
    }

    [Theory]
    [InlineData("GET", "/api/exports/0", "secret 0")]
    [InlineData("GET", "/api/exports/50", "secret 50")]
    [InlineData("POST", "/api/imports/0", "secret 0")]
    public async Task A_streamed_answer_that_fails_before_its_first_byte_is_a_500_whose_id_the_log_knows(
        string method, string path, string secret)
    {
        var (status, body, response) = await app.SendAsync(method, path);
        var id = (string?)JsonNode.Parse(body)!["correlation_id"];
        Assert.Equal(500, status);
        Assert.Equal($$"""{"status":500,"error":"Internal Server Error","correlation_id":"{{id}}"}""", body);
        Assert.Null(response.Content.Headers.ContentDisposition);
        Assert.Contains(app.Errors, entry => entry.Contains(id!) && entry.Contains(secret));
    }

    [Fact]
    public async Task A_table_that_breaks_off_is_not_taken_for_a_whole_one()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => app.SendAsync("GET", "/api/exports/150"));
        Assert.Contains(app.Errors, entry => entry.Contains("ExportThings failed; correlation id") && entry.Contains("secret 150"));
    }

    [Fact]
    public async Task An_import_that_breaks_off_says_so_in_its_last_line()
    {
        var (status, body, _) = await app.SendAsync("POST", "/api/imports/2");
        var last = JsonNode.Parse(body.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!;
        Assert.Equal((200, 2_000), (status, (int)last["lines"]!));
        Assert.False((bool)last["finished"]!);
        var id = ((string?)last["error"])!.Split(' ')[^1];
        Assert.DoesNotContain("secret", body);
        Assert.Contains(app.Errors, entry => entry.Contains(id) && entry.Contains("secret 2"));
    }

    [Theory]
    [InlineData("application/json", "{", 400)]
    [InlineData("application/json", "[]", 400)]
    [InlineData("application/x-www-form-urlencoded", "a=1&a[b]=2", 400)]
    [InlineData("application/x-www-form-urlencoded", "a=%FF", 400)]
    [InlineData("application/json; charset=utf-16", "{}", 415)]
    public async Task What_cannot_be_read_is_refused_with_the_reason(string type, string body, int status)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var (answered, answer, _) = await app.SendAsync("POST", "/api/things", content);
        Assert.Equal(status, answered);
        Assert.Equal(["status", "error", "message"], JsonNode.Parse(answer)!.AsObject().Select(member => member.Key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_10_MB_is_refused_and_the_connection_lives_on(bool chunked)
    {
        using var content = new ByteArrayContent(new byte[10_000_000]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/things") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await app.Client.SendAsync(request);
        Assert.Equal(413, (int)response.StatusCode);
        Assert.StartsWith(
            """{"status":413,"error":"Payload Too Large","message":""", await response.Content.ReadAsStringAsync());
        Assert.Equal(200, (await app.SendAsync("GET", "/healthz")).Status);
    }

    [Fact]
    public async Task A_function_that_reads_by_itself_gets_40_MB()
    {
        using var content = new ByteArrayContent(new byte[40_000_000]);
        Assert.Equal((200, "40000000"), await StatusAndBodyAsync("PUT", "/api/everything", content));
    }

    [Fact]
    public async Task A_form_of_the_seed_comes_back_as_it_was_meant()
    {
        using var content = new StringContent("msisdn=%2B85510202101&metadata[foo]=bar&[metadata][bar]=ba%C3%A9+z");
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        var (status, body, response) = await app.SendAsync("POST", "/api/things?x=1", content);
        Assert.Equal(
            (201, """{"msisdn":"+85510202101","metadata":{"foo":"bar","bar":"baé z"},"x":"1"}"""), (status, body));
        Assert.Equal("/api/things/1", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_list_pages()
    {
        var (status, body, response) = await app.SendAsync("GET", "/api/things?metadata[a]=b&page=2");
        var at = $"{app.Address}api/things?metadata[a]=b&page=";
        Assert.Equal((200, "[1,2]"), (status, body));
        Assert.Equal("25", Assert.Single(response.Headers.GetValues("Per-Page")));
        Assert.Equal("60", Assert.Single(response.Headers.GetValues("Total")));
        Assert.Equal(
            $"<{at}1>; rel=\"first\", <{at}1>; rel=\"prev\", <{at}3>; rel=\"last\", <{at}3>; rel=\"next\"",
            Assert.Single(response.Headers.GetValues("Link")));
    }

    [Fact]
    public async Task A_body_that_the_server_cuts_off_is_refused_in_the_familys_shape()
    {
        var small = new MannersApp { BodyLimit = 1_000 };
        await small.InitializeAsync();
        try
        {
            using var content = new ByteArrayContent(new byte[2_000]);
            using var request = new HttpRequestMessage(HttpMethod.Put, "/api/everything") { Content = content };
            request.Headers.TransferEncodingChunked = true;
            using var response = await small.Client.SendAsync(request);
            Assert.Equal(413, (int)response.StatusCode);
            Assert.StartsWith(
                """{"status":413,"error":"Payload Too Large","message":""", await response.Content.ReadAsStringAsync());
        }
        finally
        {
            await small.DisposeAsync();
        }
        Assert.Empty(small.Errors);
    }

    [Fact]
    public async Task A_client_that_goes_away_is_no_error()
    {
        var left = new MannersApp();
        await left.InitializeAsync();
        using (var impatience = new CancellationTokenSource())
        {
            var answer = left.Client.GetAsync("/api/ever", impatience.Token);
            await left.Waiting.Task;
            await impatience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        }
        await left.DisposeAsync();
        Assert.Empty(left.Errors);
    }

    private async Task<(int Status, string Body)> StatusAndBodyAsync(
        string method, string path, HttpContent? content = null)
    {
        var (status, body, _) = await app.SendAsync(method, path, content);
        return (status, body);
    }
}
