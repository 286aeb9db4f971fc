using System.Text;
using System.Text.Json.Nodes;
using Switchboard.Http;

namespace Switchboard.Tests.Http;

public sealed class ApiRequestTests
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData(Json, """{"msisdn":"+1","metadata":{"n":1.0,"t":true,"z":null,"a":[1,"é"]}}""")]
    [InlineData(Json, """{"big":12345678901234567890123,"small":1e-999,"empty":{}}""")]
    [InlineData("application/json; charset=UTF-8", """{"msisdn":"x"}""")]
    [InlineData("application/json; charset=\"utf-8\"", """{"msisdn":"x"}""")]
    [InlineData("application/json; charset=utf8", """{"msisdn":"x"}""")]
    [InlineData("application/vnd.api+json", """{"msisdn":"x"}""")]
    [InlineData("APPLICATION/JSON", """ {"msisdn":"😀"} """)]
    public async Task Json_keeps_its_types(string type, string body)
    {
        var request = await ReadAsync(new Exchange("POST").With(type, body));
        Assert.Equal(body.Trim(), Encoding.UTF8.GetString(ApiJson.Bytes(request.Params)).Replace(@"\uD83D\uDE00", "😀"));
    }

    [Theory]
    [InlineData(Json, "\uFEFF{\"a\":\"b\"}", """{"a":"b"}""")]
    [InlineData(Json, "", "{}")]
    [InlineData(Json, " \n", "{}")]
    [InlineData(Form, "metadata[foo]=bar&n=1", """{"metadata":{"foo":"bar"},"n":"1"}""")]
    [InlineData("application/x-www-form-urlencoded; charset=UTF-8", "a=%C3%A9", """{"a":"é"}""")]
    [InlineData(null, "a=1", """{"a":"1"}""")]
    [InlineData("text/plain", "a=1", "{}")]
    [InlineData("application/xml", "<a/>", "{}")]
    [InlineData("no media type", "a=1", "{}")]
    public async Task Other_bodies_are_read_by_their_type(string? type, string body, string expected)
    {
        var request = await ReadAsync(new Exchange("POST").With(type, Encoding.UTF8.GetBytes(body)));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), request.Params), request.Params.ToJsonString());
    }

    [Fact]
    public async Task Multipart_fields_nest_like_a_form_and_files_are_left_out()
    {
        const string body =
            "--x\r\nContent-Disposition: form-data; name=\"metadata[foo]\"\r\n\r\nbär\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nno\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"metadata[bar]\"\r\n\r\n\r\n--x--\r\n";
        var request = await ReadAsync(new Exchange("POST").With("multipart/form-data; boundary=x", body));
        Assert.Equal("""{"metadata":{"foo":"bär","bar":""}}""", Encoding.UTF8.GetString(ApiJson.Bytes(request.Params)));
    }

    [Theory]
    [InlineData(Json, "{", 400)]
    [InlineData(Json, "{\"a\":1} x", 400)]
    [InlineData(Json, "{\"a\":1}{}", 400)]
    [InlineData(Json, "{\"a\":1,}", 400)]
    [InlineData(Json, "{a:1}", 400)]
    [InlineData(Json, "{\"a\":NaN}", 400)]
    [InlineData(Json, "[]", 400)]
    [InlineData(Json, "1", 400)]
    [InlineData(Json, "null", 400)]
    [InlineData(Json, "\"a\"", 400)]
    [InlineData(Json, "{\"a\":1,\"\\u0061\":2}", 400)]
    [InlineData(Json, "{\"a\":\"\\ud800\"}", 400)]
    [InlineData(Json, "{\"\\udc00\":1}", 400)]
    [InlineData(Form, "a=1&a[b]=2", 400)]
    [InlineData(Form, "a=%FF", 400)]
    [InlineData("multipart/form-data", "--x--", 400)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nrubbish", 400)]
    [InlineData("application/json; charset=utf-16", "{}", 415)]
    [InlineData("application/json; charset=iso-8859-1", "{}", 415)]
    public async Task What_cannot_be_read_is_refused(string type, string body, int status) =>
        Assert.Equal(status, await RefusalAsync(new Exchange("POST").With(type, body)));

    [Fact]
    public async Task A_boundary_that_no_buffer_holds_is_refused()
    {
        var boundary = new string('b', 5_000);
        Assert.Equal(400, await RefusalAsync(
            new Exchange("POST").With($"multipart/form-data; boundary={boundary}", $"--{boundary}--")));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused()
    {
        byte[] broken = [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal(400, await RefusalAsync(new Exchange("POST").With(Json, broken)));
    }

    [Fact]
    public async Task A_compressed_body_is_refused()
    {
        var exchange = new Exchange("POST").With(Json, "{}");
        exchange.Request.Headers.ContentEncoding = "gzip";
        Assert.Equal(415, await RefusalAsync(exchange));
    }

    [Fact]
    public async Task Nesting_ends_at_its_limit_in_JSON_too()
    {
        Assert.Single((await ReadAsync(new Exchange("POST").With(Json, Nested(RackForm.MaxDepth)))).Params);
        Assert.Equal(400, await RefusalAsync(new Exchange("POST").With(Json, Nested(RackForm.MaxDepth + 1))));
        Assert.Equal(400, await RefusalAsync(new Exchange("POST").With(Json, Nested(100_000))));

        static string Nested(int levels) =>
            string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
    }

    [Theory]
    [InlineData(Json)]
    [InlineData(Form)]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task A_body_over_the_limit_is_refused_whether_or_not_it_says_so(string type)
    {
        var body = new byte[10_000_000];
        Array.Fill(body, (byte)' ');
        Assert.Equal(413, await RefusalAsync(new Exchange("POST").With(type, body)));

        var chunked = new Exchange("POST").With(type, body);
        chunked.Request.ContentLength = null;
        if (type != "text/plain")
            Assert.Equal(413, await RefusalAsync(chunked));
        else
            Assert.Empty((await ReadAsync(chunked)).Params);
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_read()
    {
        var body = "{\"a\":\"" + new string('x', ApiRequest.BodyLimit - 8) + "\"}";
        var request = await ReadAsync(new Exchange("POST").With(Json, body));
        Assert.Equal(ApiRequest.BodyLimit - 8, request.Text("a")!.Length);
        Assert.Equal(413, await RefusalAsync(new Exchange("POST").With(Json, body + " ")));
    }

    [Fact]
    public async Task Who_waits_for_permission_to_send_is_refused_without_being_read()
    {
        var exchange = new Exchange("POST").With(Json, new byte[ApiRequest.BodyLimit + 1]);
        exchange.Request.Headers.Expect = "100-continue";
        Assert.Equal(413, await RefusalAsync(exchange));
        Assert.Equal(0, exchange.Request.Body.Position);
    }

    [Fact]
    public async Task Query_and_body_share_one_namespace_and_the_query_wins()
    {
        var exchange = new Exchange("POST", query: "?a=query&q[x]=1").With(Json, """{"a":"body","b":2}""");
        var request = await ReadAsync(exchange);
        Assert.Equal("query", request.Text("a"));
        Assert.Equal("2", request.Text("b"));
        Assert.Equal("1", request.Object("q")?.Text("x"));
    }

    [Fact]
    public async Task Parameters_of_another_shape_are_none()
    {
        const string body = """{"o":{},"l":[],"z":null,"t":true,"n":1.50}""";
        var request = await ReadAsync(new Exchange("POST").With(Json, body));
        Assert.Equal([null, null, null, null], new[] { "o", "l", "z", "absent" }.Select(request.Text));
        Assert.Equal(["true", "1.50"], new[] { "t", "n" }.Select(request.Text));
        Assert.Equal([null, null, null], new[] { "l", "t", "absent" }.Select(request.Object));
        Assert.True(request.Params.Has("z"));
        Assert.False(request.Params.Has("absent"));
    }

    [Fact]
    public async Task Whatever_JSON_is_sent_is_read_or_refused_and_what_was_read_can_be_written()
    {
        var random = new Random(4711);
        var sample = """{"a":{"b":[1,-2.5e3,"é\n\ud83d\ude00",null,true]},"c":"\u0041"}"""u8.ToArray();
        var (read, refused) = (0, 0);
        for (var round = 0; round < 6_000; round++)
        {
            var body = (byte[])sample.Clone();
            for (var change = random.Next(3); change >= 0; change--)
                body[random.Next(body.Length)] = random.GetItems("{}[],:\"\\ud8e1- \0\u00ff"u8, 1)[0];
            try
            {
                var request = await ReadAsync(new Exchange("POST").With(Json, body));
                Assert.NotNull(JsonNode.Parse(ApiJson.Bytes(request.Params)));
                read++;
            }
            catch (RequestRejectedException rejected)
            {
                Assert.Equal(400, rejected.Status);
                refused++;
            }
        }
        Assert.True(read > 200 && refused > 500, $"{read} read, {refused} refused");
    }

    private static ValueTask<ApiRequest> ReadAsync(Exchange exchange) => ApiRequest.ReadAsync(exchange.Request);

    private static async Task<int> RefusalAsync(Exchange exchange)
    {
        var rejected = await Assert.ThrowsAsync<RequestRejectedException>(() => ReadAsync(exchange).AsTask());
        Assert.NotEmpty(rejected.Message);
        return rejected.Status;
    }
}
