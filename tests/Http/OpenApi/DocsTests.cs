using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Switchboard.Tests.App;

namespace Switchboard.Tests.Http.OpenApi;

public sealed partial class DocsTests : IAsyncLifetime
{
    private SwitchboardApp _app = null!;

    public async Task InitializeAsync() => _app = await SwitchboardApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_page_and_all_that_it_refers_to_are_there()
    {
        using var page = await _app.Http.GetAsync("/docs");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        var parts = Address().Matches(html).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains("/openapi.json", parts);
        Assert.Contains("/docs/swagger-ui-bundle.js", parts);
        foreach (var part in parts)
        {
            using var answer = await _app.Http.GetAsync(part);
            Assert.True(answer.IsSuccessStatusCode, $"{part} answers {(int)answer.StatusCode}");
            Assert.Equal(MediaTypeOf(part), answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Nothing_comes_from_anywhere_else_and_no_script_is_in_the_page()
    {
        using var page = await _app.Http.GetAsync("/docs");
        var html = await page.Content.ReadAsStringAsync();

        Assert.DoesNotContain("//", html);
        Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)|\son\w+=|<style", html);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy);
        Assert.DoesNotContain("http", policy);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Files_are_as_small_as_their_reader_can_take_them_and_the_same_all_the_same()
    {
        using var plain = await _app.Http.GetAsync("/docs/swagger-ui.css");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs/swagger-ui.css");
        request.Headers.AcceptEncoding.ParseAdd("br, gzip;q=0.5");
        using var small = await _app.Http.SendAsync(request);

        Assert.Equal(["gzip"], small.Content.Headers.ContentEncoding);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.NotEqual(plain.Headers.ETag, small.Headers.ETag);
        await using var unpacked = new GZipStream(await small.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_file_that_its_reader_has_is_not_sent_again()
    {
        using var first = await _app.Http.GetAsync("/docs/docs.js");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs/docs.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _app.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/docs/docs.html")]
    [InlineData("/docs/index.html")]
    [InlineData("/docs/SWAGGER-UI.CSS")]
    [InlineData("/docs/..%2Fhost.json")]
    [InlineData("/docs/%2e%2e%5chost.json")]
    [InlineData("/docs/swagger-ui.css%00")]
    [InlineData("/docs/a/swagger-ui.css")]
    public async Task Nothing_else_is_there(string path)
    {
        using var answer = await _app.Http.GetAsync(path);

        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
    }

    private static string MediaTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".js" => "text/javascript",
        ".css" => "text/css",
        ".png" => "image/png",
        _ => "application/json",
    };

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Address();
}
