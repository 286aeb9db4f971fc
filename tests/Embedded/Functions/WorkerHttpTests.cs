using System.Net;
using System.Text;
using Azure.Core.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Embedded.Functions;
using Switchboard.Embedded.Functions.Builder;
using Switchboard.Embedded.Functions.Hosting;
using Switchboard.Embedded.Functions.Http;

namespace Switchboard.Tests.Embedded.Functions;

/// <summary>Functions that take the worker's own request and give its own answer, as a client sees them.</summary>
public sealed class WorkerHttpTests(WorkerHttpTests.Served served) : IClassFixture<WorkerHttpTests.Served>
{
    private const AuthorizationLevel Open = AuthorizationLevel.Anonymous;

    [Fact]
    public async Task A_function_sees_all_of_the_request()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo/7?a=1&B=x%20y&a=2")
        {
            Content = new StringContent("héllo"),
        };
        request.Headers.Host = "my.Host:99";
        request.Headers.Add("X-Two", ["1", "2"]);
        request.Headers.Add("Cookie", "first=1; second=x%20y");

        using var response = await served.App.Http.SendAsync(request);

        Assert.Equal(
            """
            POST http://my.host:99/echo/7?a=1&B=x%20y&a=2 7
            a=1,2 b=x y none=
            X-Two=1, 2 content=text/plain; charset=utf-8
            first=1;second=x y
            1 identity, authenticated: False
            héllo
            """,
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_answer_has_its_status_its_headers_its_cookies_and_its_body()
    {
        using var response = await served.App.Http.GetAsync("/answer");

        Assert.Equal((HttpStatusCode)299, response.StatusCode);
        Assert.Equal("text/csv", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(["a", "b"], response.Headers.GetValues("X-Two"));
        Assert.False(response.Headers.Contains("X-Taken-Back"));
        Assert.Equal("later", Assert.Single(response.Headers.GetValues("X-Later")));
        Assert.Equal(
            [
                "plain=1; path=/",
                "all=x%20y; expires=Mon, 02 Mar 2026 09:00:30 GMT; max-age=90; domain=example.org; path=/sub; secure; "
                    + "samesite=strict; httponly",
                "lax=2; samesite=lax",
                "open=3; samesite=none",
            ],
            response.Headers.GetValues("Set-Cookie"));
        Assert.Equal("first,second", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("json", "application/json; charset=utf-8", """{"Text":"\u00E9\u0026","Number":7,"Nothing":null}""")]
    [InlineData("typed", "application/vnd.thing", """{"Text":"\u00E9\u0026","Number":7,"Nothing":null}""")]
    [InlineData("own", "application/json; charset=utf-8", """{"text":"\u00E9\u0026","number":7,"nothing":null}""")]
    [InlineData("both", "application/vnd.thing", """{"text":"\u00E9\u0026","number":7,"nothing":null}""")]
    [InlineData("bytes", null, "bytes")]
    [InlineData("text", null, "text")]
    [InlineData("nothing", null, "")]
    public async Task Bodies_are_written_as_the_worker_writes_them(string how, string? type, string body)
    {
        using var response = await served.App.Http.GetAsync($"/written/{how}");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"text":"a","Number":7}""", 200, "a 7 ")]
    [InlineData("""{"TEXT":"a","nothing":"b","more":1}""", 200, "a 0 b")]
    [InlineData("null", 200, "nothing")]
    [InlineData("""{"Number":"7"}""", 500, "")]
    [InlineData("{", 500, "")]
    public async Task JSON_is_read_as_the_worker_reads_it(string body, int status, string read)
    {
        using var response = await served.App.Http.PostAsync("/read", new StringContent(body));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(read, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(false, 500, "")]
    [InlineData(true, 200, "héllo")]
    public async Task Reading_and_writing_at_once_needs_a_server_that_allows_it(bool allowed, int status, string body)
    {
        await using var app = await StartAsync(builder =>
            builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AllowSynchronousIO = allowed));

        using var response = await app.Http.PostAsync("/sync", new StringContent("héllo"));

        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task The_workers_own_serializer_is_used_everywhere()
    {
        await using var app = await StartAsync(builder =>
            builder.Services.Configure<WorkerOptions>(worker => worker.Serializer = Answering.Web));

        Assert.Equal(
            (202, """{"text":"\u00E9\u0026","number":7,"nothing":null}"""), await app.GetAsync("/written/json"));
        using var response = await app.Http.PostAsync("/read", new StringContent("""{"number":"7"}"""));
        Assert.Equal(" 7 ", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Middleware_sees_the_request_and_the_answer()
    {
        var seen = new List<string>();
        await using var app = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            var request = await context.GetHttpRequestDataAsync();
            Assert.Null(context.GetHttpResponseData());
            await next();
            seen.Add($"{request?.Url.AbsolutePath} {context.GetHttpResponseData()?.StatusCode}");
            context.GetHttpResponseData()?.Headers.Add("X-Added", "after");
        }));

        using var plain = await app.Http.GetAsync("/written/nothing");
        using var marked = await app.Http.GetAsync("/marked");
        using var other = await app.Http.GetAsync("/other");

        Assert.Equal(["/written/nothing Accepted", "/marked Conflict", "/other "], seen);
        Assert.Equal("after", Assert.Single(plain.Headers.GetValues("X-Added")));
        Assert.Equal("after", Assert.Single(marked.Headers.GetValues("X-Added")));
        Assert.Equal(409, (int)marked.StatusCode);
        Assert.Equal(204, (int)other.StatusCode);
    }

    [Fact]
    public async Task Middleware_answers_in_the_place_of_a_function_that_failed()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            try
            {
                await next();
            }
            catch (InvalidOperationException)
            {
                var request = await context.GetHttpRequestDataAsync();
                var response = request!.CreateResponse(HttpStatusCode.Conflict);
                await response.WriteStringAsync("instead");
                context.GetInvocationResult().Value = response;
            }
        }));

        Assert.Equal((409, "instead"), await app.GetAsync("/fails"));
    }

    [Fact]
    public async Task A_function_that_fails_keeps_the_headers_it_set_but_neither_status_nor_length()
    {
        using var response = await served.App.Http.GetAsync("/fails");

        Assert.Equal(500, (int)response.StatusCode);
        Assert.Equal("kept", Assert.Single(response.Headers.GetValues("X-Before")));
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_cannot_reach_the_client_is_refused_at_once()
    {
        Assert.Equal((200, "body refused, cookie refused"), await served.App.GetAsync("/refused"));
    }

    [Fact]
    public void Headers_are_looked_up_in_any_case_and_have_any_number_of_values()
    {
        var several = new HttpHeadersCollection(
            [KeyValuePair.Create<string, IEnumerable<string>>("X-Two", ["1", "2"])]);
        var single = new HttpHeadersCollection([KeyValuePair.Create("Content-Type", "text/plain")]);

        Assert.Equal(["1", "2"], several.GetValues("x-two"));
        Assert.Equal(["text/plain"], single.GetValues("content-type"));
        Assert.Throws<FormatException>(() => single.Add("Content-Type", "text/html"));
        Assert.Empty(new HttpHeadersCollection());
    }

    private static Task<FunctionsApp> StartAsync(Action<FunctionsApplicationBuilder> configure) =>
        FunctionsApp.StartAsync(new FunctionsAppOptions(typeof(Answering))
        {
            Configure = builder =>
            {
                builder.ConfigureFunctionsWebApplication();
                configure(builder);
            },
        });

    /// <summary>The application of all tests that need no other one.</summary>
    public sealed class Served : IAsyncLifetime
    {
        internal FunctionsApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await FunctionsApp.StartAsync(typeof(Answering));

        public Task DisposeAsync() => App.DisposeAsync().AsTask();
    }

    public sealed record Thing(string Text, int Number, string? Nothing);

    public sealed class Outputs
    {
        [HttpResult]
        public HttpResponseData? Answer { get; init; }
    }

    public sealed class Answering
    {
        public static readonly JsonObjectSerializer Web = new(new(System.Text.Json.JsonSerializerDefaults.Web));

        private static readonly Thing Sample = new("é&", 7, null);

        [Function("Echo")]
        public async Task<HttpResponseData> Echo(
            [HttpTrigger(Open, "post", Route = "echo/{number:int}")] HttpRequestData request,
            int number,
            FunctionContext context)
        {
            Assert.Same(context, request.FunctionContext);
            var identity = Assert.Single(request.Identities);
            var response = request.CreateResponse();
            await response.WriteStringAsync(
                $"""
                {request.Method} {request.Url.AbsoluteUri} {number}
                a={request.Query["A"]} b={request.Query["b"]} none={request.Query["none"]}
                X-Two={string.Join(", ", request.Headers.GetValues("x-two"))} content={request.Headers.GetValues("Content-Type").Single()}
                {string.Join(';', request.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"))}
                1 identity, authenticated: {identity.IsAuthenticated}
                {await request.ReadAsStringAsync()}
                """);
            return response;
        }

        [Function("Answer")]
        public async Task<HttpResponseData> Answer([HttpTrigger(Open, "get", Route = "answer")] HttpRequestData request)
        {
            var response = HttpResponseData.CreateResponse(request);
            response.StatusCode = (HttpStatusCode)299;
            response.Headers = new HttpHeadersCollection([KeyValuePair.Create("X-Taken-Back", "1")]);
            response.Headers.Add("X-Two", ["a", "b"]);
            response.Headers.Remove("X-Taken-Back");
            response.Headers.Add("Content-Type", "text/csv");
            request.FunctionContext.GetHttpContext()!.Response.Headers["X-Later"] = "later";
            response.Cookies.Append("plain", "1");
            response.Cookies.Append(new HttpCookie("all", "x y")
            {
                Domain = "example.org",
                Expires = FunctionsApp.Start,
                HttpOnly = true,
                MaxAge = 90,
                Path = "/sub",
                SameSite = SameSite.Strict,
                Secure = true,
            });
            response.Cookies.Append(new HttpCookie("lax", "2") { SameSite = SameSite.Lax });
            response.Cookies.Append(new HttpCookie("open", "3"));
            await response.WriteStringAsync("first,", Encoding.ASCII);
            await response.WriteStringAsync("second", CancellationToken.None);
            return response;
        }

        [Function("Written")]
        public async Task<HttpResponseData> Written(
            [HttpTrigger(Open, "get", Route = "written/{how}")] HttpRequestData request, string how)
        {
            const string type = "application/vnd.thing";
            var response = request.CreateResponse(HttpStatusCode.Accepted);
            await (how switch
            {
                "json" => response.WriteAsJsonAsync(Sample),
                "typed" => response.WriteAsJsonAsync(Sample, type),
                "own" => response.WriteAsJsonAsync(Sample, Web),
                "both" => response.WriteAsJsonAsync(Sample, Web, type),
                "bytes" => new ValueTask(response.WriteBytesAsync("bytes"u8.ToArray())),
                "text" => new ValueTask(response.WriteStringAsync("text")),
                _ => ValueTask.CompletedTask,
            });
            return response;
        }

        [Function("Read")]
        public async Task<HttpResponseData> Read([HttpTrigger(Open, "post", Route = "read")] HttpRequestData request)
        {
            var thing = await request.ReadFromJsonAsync<Thing>();
            var response = request.CreateResponse();
            await response.WriteStringAsync(
                thing is null ? "nothing" : $"{thing.Text} {thing.Number} {thing.Nothing}");
            return response;
        }

        [Function("Sync")]
        public HttpResponseData Sync([HttpTrigger(Open, "post", Route = "sync")] HttpRequestData request)
        {
            var response = request.CreateResponse();
            response.WriteString(request.ReadAsString()!);
            response.WriteBytes([]);
            return response;
        }

        [Function("Marked")]
        public Outputs Marked([HttpTrigger(Open, "get", Route = "marked")] HttpRequestData request) =>
            new() { Answer = request.CreateResponse(HttpStatusCode.Conflict) };

        [Function("Other")]
        public IResult Other([HttpTrigger(Open, "get", Route = "other")] HttpRequest request, HttpRequestData data)
        {
            Assert.Equal(request.Path.Value, data.Url.AbsolutePath);
            return Results.NoContent();
        }

        [Function("Fails")]
        public HttpResponseData Fails([HttpTrigger(Open, "get", Route = "fails")] HttpRequestData request)
        {
            var response = request.CreateResponse(HttpStatusCode.Created);
            response.Headers.Add("X-Before", "kept");
            throw new InvalidOperationException("As asked.");
        }

        [Function("Refused")]
        public async Task<HttpResponseData> Refused([HttpTrigger(Open, "get", Route = "refused")] HttpRequestData request)
        {
            var response = request.CreateResponse();
            Assert.Throws<NotSupportedException>(() => response.Body = new MemoryStream());
            Assert.Throws<NotSupportedException>(response.Cookies.CreateNew);
            await response.WriteStringAsync("body refused, cookie refused");
            return response;
        }
    }
}
