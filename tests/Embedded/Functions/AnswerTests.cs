using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Functions.Builder;

namespace Switchboard.Tests.Embedded.Functions;

/// <summary>Bodies, results and failures as measured on the real host.</summary>
public sealed class AnswerTests(AnswerTests.AnsweringApp answering) : IClassFixture<AnswerTests.AnsweringApp>
{
    public sealed class AnsweringApp : IAsyncLifetime
    {
        internal FunctionsApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await FunctionsApp.StartAsync(typeof(AnsweringFunctions));

        public async Task DisposeAsync() => await App.DisposeAsync();
    }

    private FunctionsApp App => answering.App;

    private const string Rest = """ "color":1,"time":"00:01:30","bytes":"AQI=","nothing":null}""";

    private const string Literal = """{"text":"é<&'+\uD83D\uDE00\"",""" + Rest;

    [Theory]
    [InlineData("/ResultJson", Literal)]
    [InlineData("/ActionOk", Literal)]
    [InlineData("/ActionJson", """{"text":"\u00E9\u003C\u0026\u0027\u002B\uD83D\uDE00\u0022",""" + Rest)]
    [InlineData("/ResultText", "\"str\"")]
    public async Task Objects_become_JSON(string path, string json)
    {
        using var response = await App.Http.GetAsync(path);

        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(json.Replace(", \"color", ",\"color"), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task JSON_is_sent_in_chunks()
    {
        var answer = await RawHttp.SendAsync(App.Running.Functions, "GET", "/ResultText");

        Assert.Contains("Transfer-Encoding: chunked\r\n", answer);
        Assert.EndsWith("5\r\n\"str\"\r\n0\r\n\r\n", answer);
    }

    [Theory]
    [InlineData(null, "text/plain; charset=utf-8", "str")]
    [InlineData("application/json", "application/json; charset=utf-8", "\"str\"")]
    [InlineData("application/xml", "text/plain; charset=utf-8", "str")]
    public async Task MVC_results_negotiate(string? accept, string type, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ActionText");
        if (accept is not null)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        using var response = await App.Http.SendAsync(request);

        Assert.Equal(type, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/ResultNull", 200)]
    [InlineData("/ActionNull", 204)]
    [InlineData("/DropPoco", 200)]
    [InlineData("/DropText", 200)]
    [InlineData("/DropNumber", 200)]
    [InlineData("/Nothing", 200)]
    [InlineData("/NothingLater", 200)]
    [InlineData("/Boxed", 299)]
    [InlineData("/Marked", 202)]
    [InlineData("/Union/false", 404)]
    [InlineData("/Status/205", 205)]
    [InlineData("/Status/500", 500)]
    [InlineData("/Status/599", 599)]
    [InlineData("/Throws", 500)]
    [InlineData("/ThrowsLate", 500)]
    [InlineData("/Cycle", 500)]
    [InlineData("/BadHeader", 500)]
    [InlineData("/Forbid", 500)]
    [InlineData("/CreatedAtRoute", 500)]
    public async Task Answers_without_a_body(string path, int status)
    {
        var answer = await RawHttp.SendAsync(App.Running.Functions, "GET", path);

        Assert.StartsWith($"HTTP/1.1 {status}", answer);
        Assert.EndsWith("\r\n\r\n", answer);
        Assert.Equal(status != 204, answer.Contains("Content-Length: 0\r\n"));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public async Task Statuses_without_a_body_have_no_length(int status)
    {
        var answer = await RawHttp.SendAsync(App.Running.Functions, "GET", $"/Status/{status}");

        Assert.StartsWith($"HTTP/1.1 {status}", answer);
        Assert.DoesNotContain("Content-Length", answer);
    }

    [Fact]
    public async Task A_header_set_before_an_exception_stays_and_the_status_does_not()
    {
        using var response = await App.Http.GetAsync("/ThrowsLate");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("kept", Assert.Single(response.Headers.GetValues("X-Before")));
    }

    [Fact]
    public async Task An_exception_after_the_first_bytes_cuts_the_body()
    {
        var answer = await RawHttp.SendAsync(App.Running.Functions, "GET", "/ThrowsAfterWriting");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer);
        Assert.EndsWith("\r\n\r\n7\r\npartial\r\n", answer);
    }

    [Fact]
    public async Task What_the_function_wrote_itself_is_sent()
    {
        using var response = await App.Http.GetAsync("/Written");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("written", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Locations_stay_as_they_are()
    {
        using var response = await App.Http.GetAsync("/Created");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/items/7", response.Headers.GetValues("Location").Single());
        Assert.Equal("""{"id":7}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Texts_problems_and_files_have_their_types()
    {
        using var text = await App.Http.GetAsync("/Plain");
        using var problem = await App.Http.GetAsync("/Problem");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/File");
        request.Headers.Range = new RangeHeaderValue(2, 4);
        using var file = await App.Http.SendAsync(request);

        Assert.Equal("text/plain; charset=utf-8", text.Content.Headers.ContentType!.ToString());
        Assert.Equal(2, text.Content.Headers.ContentLength);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType!.ToString());
        Assert.Equal(HttpStatusCode.PartialContent, file.StatusCode);
        Assert.Equal("234", await file.Content.ReadAsStringAsync());
        Assert.Equal("f%20%C3%A9.bin", file.Content.Headers.ContentDisposition!.ToString().Split("''")[1]);
    }

    [Theory]
    [InlineData("""{"name":"a","count":3}""")]
    [InlineData("""{"NAME":"a","Count":"3"}""")]
    public async Task A_JSON_body_is_bound(string json)
    {
        using var response = await App.Http.PostAsync("/ReadJson", new StringContent(json, null, "application/json"));

        Assert.Equal("a:3", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"name":5}""", "application/json")]
    [InlineData("{", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("""{"name":"a"}""", "text/plain")]
    [InlineData("""{"name":"a"}""", null)]
    public async Task A_body_that_cannot_be_bound_is_an_empty_500(string body, string? type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        using var response = await App.Http.PostAsync("/ReadJson", content);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Bodies_arrive_whole()
    {
        using var sized = await App.Http.PostAsync("/ReadAll", new ByteArrayContent(new byte[1_000_000]));
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/ReadAll")
        {
            Content = new ByteArrayContent(new byte[1_000]),
            Headers = { TransferEncodingChunked = true },
        };
        using var unsized = await App.Http.SendAsync(chunked);
        using var form = await App.Http.PostAsync(
            "/ReadForm", new StringContent("a=2+3&a=%C3%A9", null, "application/x-www-form-urlencoded"));

        Assert.Equal("1000000:1000000", await sized.Content.ReadAsStringAsync());
        Assert.Equal("1000:unknown", await unsized.Content.ReadAsStringAsync());
        Assert.Equal("2 3,é", await form.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/Ignore", 30_000_000, "200")]
    [InlineData("/Ignore", 30_000_001, "500")]
    [InlineData("/ReadAll", 30_000_001, "500")]
    [InlineData("/nowhere", 30_000_001, "404")]
    public async Task A_body_above_the_workers_limit_is_an_empty_500(string path, int length, string status)
    {
        var answer = await RawHttp.SendAsync(
            App.Running.Functions,
            $"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
            + (status == "200" ? new string('a', length) : ""));

        Assert.StartsWith($"HTTP/1.1 {status}", answer);
        Assert.Contains("Content-Length: 0\r\n", answer);
    }

    [Theory]
    [InlineData(104_857_600, "200")]
    [InlineData(104_857_601, "500")]
    public async Task The_hosts_limit_stays_when_the_workers_is_lifted(int length, string status)
    {
        await using var app = await FunctionsApp.StartAsync(new FunctionsAppOptions(typeof(AnsweringFunctions))
        {
            Configure = builder =>
            {
                builder.ConfigureFunctionsWebApplication();
                builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null);
            },
        });

        var answer = await RawHttp.SendAsync(
            app.Running.Functions,
            $"POST /ReadAll HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
            + (status == "200" ? new string('a', length) : ""));

        Assert.StartsWith($"HTTP/1.1 {status}", answer);
    }
}
