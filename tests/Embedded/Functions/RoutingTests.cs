using System.Net;
using System.Text.Json;

namespace Switchboard.Tests.Embedded.Functions;

/// <summary>Which function answers which request, as measured on the real host.</summary>
public sealed class RoutingTests(RoutingTests.RoutedApp routed) : IClassFixture<RoutingTests.RoutedApp>
{
    public sealed class RoutedApp : IAsyncLifetime
    {
        internal FunctionsApp App { get; private set; } = null!;

        public async Task InitializeAsync() => App = await FunctionsApp.StartAsync(typeof(RoutedFunctions));

        public async Task DisposeAsync() => await App.DisposeAsync();
    }

    private FunctionsApp App => routed.App;

    [Theory]
    [InlineData("/items/special", "ItemsId(special|special|/items/special)")]
    [InlineData("/files/special", "Catch(special|GET)")]
    [InlineData("/ITEMS/5", "ItemsId(5|5|/ITEMS/5)")]
    [InlineData("/CASE/MIXED/q", "Case(Id|q)")]
    [InlineData("/NoRoute", "NoRoute(/NoRoute)")]
    [InlineData("/noroute", "NoRoute(/noroute)")]
    [InlineData("/ints/5", "Int(5|GET)")]
    [InlineData("/ints/-5", "Int(-5|GET)")]
    [InlineData("/ints/abc", "IntAlpha(abc|GET)")]
    [InlineData("/deep/known/end", "Deep(known|GET)")]
    [InlineData("/DEEP/known/END", "Deep(known|GET)")]
    [InlineData("/deep/known/more", "DeepLit(more|GET)")]
    [InlineData("/deep/other/end", "Deep(other|GET)")]
    public async Task The_first_function_by_name_whose_route_matches_answers(string path, string answer) =>
        Assert.Equal((200, answer), await App.GetAsync(path));

    [Theory]
    [InlineData("/items/5/", "ItemsId(5|5|/items/5/)")]
    [InlineData("/trail/", "Trail(/trail/)")]
    [InlineData("/trail", "Trail(/trail)")]
    public async Task One_trailing_slash_is_ignored_and_kept_in_the_path(string path, string answer) =>
        Assert.Equal((200, answer), await App.GetAsync(path));

    [Theory]
    [InlineData("/opt", "Optional(null|0)")]
    [InlineData("/opt/", "Optional(null|0)")]
    [InlineData("/opt/v", "Optional(v|1)")]
    [InlineData("/opt?a=9", "Optional(null|0)")]
    [InlineData("/opt/v?a=9", "Optional(v|1)")]
    [InlineData("/optint", "OptionalInt(null|GET)")]
    [InlineData("/optint/3", "OptionalInt(3|GET)")]
    [InlineData("/def", "Default(five|five)")]
    [InlineData("/def/six", "Default(six|six)")]
    [InlineData("/files", "Catch(null|GET)")]
    [InlineData("/files/", "Catch(null|GET)")]
    [InlineData("/files/a//b", "Catch(a//b|GET)")]
    [InlineData("/files/a/b/c.txt", "Catch(a/b/c.txt|GET)")]
    [InlineData("/multi/x-y-w.z.q", "Multi(x-y|w.z|q|GET)")]
    [InlineData("/min/6", "Min(6|GET)")]
    [InlineData("/regex/123", "Regex(123|GET)")]
    [InlineData("/guids/5b2a31f5-8a4c-4d6e-9d0f-0c5f0f1f2a3b", "Guid(5b2a31f5-8a4c-4d6e-9d0f-0c5f0f1f2a3b|GET)")]
    public async Task Optional_default_catch_all_and_composed_parameters_are_filled(string path, string answer) =>
        Assert.Equal((200, answer), await App.GetAsync(path));

    [Theory]
    [InlineData("/items")]
    [InlineData("/items/")]
    [InlineData("/items//")]
    [InlineData("//items/5")]
    [InlineData("/deep")]
    [InlineData("/deep/known")]
    [InlineData("/deep//end")]
    [InlineData("/deep/known/more/end")]
    [InlineData("/opt/v/w")]
    [InlineData("/optint/x")]
    [InlineData("/ints/2147483648")]
    [InlineData("/min/4")]
    [InlineData("/guids/x")]
    [InlineData("/ints/a5")]
    [InlineData("/regex/1234")]
    [InlineData("/unknown")]
    [InlineData("/api/items/5")]
    public async Task What_no_route_matches_is_an_empty_404(string path)
    {
        var answer = await RawHttp.SendAsync(App.Running.Functions, "GET", path);

        Assert.StartsWith("HTTP/1.1 404 Not Found\r\n", answer);
        Assert.EndsWith("\r\n\r\n", answer);
        Assert.Equal(
            ["Connection", "Content-Length", "Date", "Server"],
            answer.Split("\r\n")[1..^2].Select(line => line.Split(':')[0]).Order());
        Assert.Contains("Content-Length: 0\r\n", answer);
        Assert.Contains("Server: Kestrel\r\n", answer);
    }

    [Theory]
    [InlineData("/ints/05")]
    [InlineData("/conv/abc")]
    [InlineData("/conv/0x5")]
    [InlineData("/conv/5.0")]
    [InlineData("/conv/1e3")]
    [InlineData("/flags/True")]
    public async Task A_route_value_that_is_not_JSON_of_its_type_is_an_empty_500(string path) =>
        Assert.Equal((500, ""), await App.GetAsync(path));

    [Theory]
    [InlineData("/conv/%205", "Convert(5|GET)")]
    [InlineData("/flags/true", "ConvertBool(True|GET)")]
    public async Task A_route_value_is_read_as_JSON(string path, string answer) =>
        Assert.Equal((200, answer), await App.GetAsync(path));

    [Theory]
    [InlineData("GET", "VerbGet(GET)")]
    [InlineData("POST", "VerbPost(POST)")]
    [InlineData("PUT", "VerbPut(PUT)")]
    [InlineData("PATCH", "VerbPut(PATCH)")]
    public async Task Functions_share_a_route_by_method(string method, string answer)
    {
        using var response = await App.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/verbs"));

        Assert.Equal(answer, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/deep", "DeepPost(null|POST)")]
    [InlineData("/deep/known", "DeepPost(known|POST)")]
    [InlineData("/deep/known/end", "DeepPost(known/end|POST)")]
    [InlineData("/deep/known/end/more", "DeepPost(known/end/more|POST)")]
    public async Task A_catch_all_answers_below_the_literals_of_other_routes(string path, string answer)
    {
        using var response = await App.Http.PostAsync(path, content: null);

        Assert.Equal(answer, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("DELETE", "/verbs")]
    [InlineData("POST", "/items/5")]
    [InlineData("FOO", "/items/5")]
    [InlineData("TRACE", "/items/5")]
    [InlineData("HEAD", "/items/5")]
    [InlineData("OPTIONS", "/items/5")]
    public async Task An_undeclared_method_is_a_404_without_Allow(string method, string path)
    {
        using var response = await App.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(response.Content.Headers.Allow);
    }

    [Fact]
    public async Task HEAD_where_declared_has_the_headers_of_GET_and_no_body()
    {
        var answer = await RawHttp.SendAsync(App.Running.Functions, "HEAD", "/head");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer);
        Assert.Contains("Content-Length: 4\r\n", answer);
        Assert.EndsWith("\r\n\r\n", answer);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("FOO")]
    [InlineData("OPTIONS")]
    public async Task A_trigger_without_methods_takes_all(string method)
    {
        using var response = await App.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/any"));

        Assert.Equal($"AnyMethod({method})", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/items/a%2Fb", "/items/a%2Fb", "a%2Fb")]
    [InlineData("/items/%252F", "/items/%2F", "%2F")]
    [InlineData("/items/a+b", "/items/a+b", "a+b")]
    [InlineData("/items/%C3%A9", "/items/é", "é")]
    [InlineData("/items/%3F%23%5C%7E", "/items/?#\\~", "?#\\~")]
    [InlineData("/items/%E9", "/items/%E9", "%E9")]
    [InlineData("/items/%", "/items/%", "%")]
    [InlineData("/items/%zz", "/items/%zz", "%zz")]
    [InlineData("/items/x/../special", "/items/special", "special")]
    [InlineData("/./items/5", "/items/5", "5")]
    [InlineData("/items/%2e%2e/items/7", "/items/7", "7")]
    public async Task Paths_are_decoded_once_except_for_slashes(string target, string path, string id)
    {
        var answer = await RawHttp.SendAsync(App.Running.Functions, "GET", target);

        Assert.EndsWith($"ItemsId({id}|{id}|{path})", answer);
    }

    [Theory]
    [InlineData("GET /items/\u00e9 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /items/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /items/a b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /items/5 HTTP/1.1\r\nConnection: close\r\n\r\n")]
    [InlineData("GET http://other/items/5 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    public async Task What_is_not_HTTP_is_a_400(string request) =>
        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", await RawHttp.SendAsync(App.Running.Functions, request));

    [Fact]
    public async Task The_limits_of_request_lines_and_headers_are_the_hosts()
    {
        Task<string> Send(string path, string headers) => RawHttp.SendAsync(
            App.Running.Functions, $"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n");

        Assert.StartsWith("HTTP/1.1 200", await Send("/items/" + new string('a', 8_100), ""));
        Assert.StartsWith("HTTP/1.1 414", await Send("/items/" + new string('a', 8_180), ""));
        Assert.StartsWith("HTTP/1.1 200", await Send("/noroute", $"X: {new string('a', 32_000)}\r\n"));
        Assert.StartsWith("HTTP/1.1 431", await Send("/noroute", $"X: {new string('a', 33_000)}\r\n"));
        Assert.StartsWith(
            "HTTP/1.1 431", await Send("/noroute", string.Concat(Enumerable.Range(0, 102).Select(i =>
                $"X{i}: 1\r\n"))));
    }

    [Fact]
    public async Task The_function_sees_the_requests_headers_without_those_of_proxies_and_with_its_invocation()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/echo?a=b+c&a=%2B&A=%20&e=&f&c=1;d=2&g[]=1");
        request.Headers.Add("X-Forwarded-For", "10.0.0.1");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "elsewhere");
        request.Headers.Add("Forwarded", "for=10.0.0.1");
        request.Headers.Add("X-Own", ["1", "2"]);
        request.Headers.Host = "my.Host:99";
        using var response = await App.Http.SendAsync(request);
        var seen = (await response.Content.ReadAsStringAsync()).Parse();

        var headers = seen.GetProperty("headers");
        Assert.True(Guid.TryParse(headers.GetProperty("x-ms-invocation-id").GetString(), out _));
        Assert.Equal("1,2", headers.GetProperty("X-Own").GetString()!.Replace(" ", ""));
        Assert.DoesNotContain(headers.EnumerateObject(), header => header.Name.Contains("Forwarded"));
        Assert.Equal("http", seen.GetProperty("scheme").GetString());
        Assert.Equal("my.Host:99", seen.GetProperty("host").GetString());
        Assert.Equal("", seen.GetProperty("pathBase").GetString());
        var query = seen.GetProperty("query");
        Assert.Equal(["b c", "+", " "], query.GetProperty("a").EnumerateArray().Select(value => value.GetString()));
        Assert.Equal("""[""]""", query.GetProperty("e").ToString());
        Assert.Equal("""[""]""", query.GetProperty("f").ToString());
        Assert.Equal("""["1;d=2"]""", query.GetProperty("c").ToString());
        Assert.Equal("""["1"]""", query.GetProperty("g[]").ToString());
    }

    [Fact]
    public async Task A_client_must_not_send_an_invocation_id()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/echo");
        request.Headers.Add("x-ms-invocation-id", "mine");
        using var response = await App.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task The_root_is_the_hosts_home_page(string method)
    {
        using var response = await App.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.ToString());
        Assert.Contains("up and running", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/admin/host/ping", HttpStatusCode.OK)]
    [InlineData("/admin/host/status", HttpStatusCode.Unauthorized)]
    [InlineData("/admin/x", HttpStatusCode.NotFound)]
    [InlineData("/runtime/x", HttpStatusCode.NotFound)]
    public async Task The_hosts_own_paths_answer(string path, HttpStatusCode status)
    {
        using var response = await App.Http.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.Unauthorized, response.Headers.WwwAuthenticate.ToString() == "Bearer");
    }
}

internal static class Json
{
    public static JsonElement Parse(this string text) => JsonDocument.Parse(text).RootElement;
}
