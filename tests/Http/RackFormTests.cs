using System.Text;
using System.Text.Json.Nodes;
using Switchboard.Http;

namespace Switchboard.Tests.Http;

/// <summary>The examples of Rack's own specification of nested queries, then what it leaves to us.</summary>
public sealed class RackFormTests
{
    [Theory]
    [InlineData("", "{}")]
    [InlineData("foo", """{"foo":null}""")]
    [InlineData("foo=", """{"foo":""}""")]
    [InlineData("foo=bar", """{"foo":"bar"}""")]
    [InlineData("foo=bar&foo=quux", """{"foo":"quux"}""")]
    [InlineData("foo&foo=", """{"foo":""}""")]
    [InlineData("&foo=1&&bar=2", """{"foo":"1","bar":"2"}""")]
    [InlineData("foo=1& bar=2", """{"foo":"1","bar":"2"}""")]
    [InlineData("foo=bar=baz", """{"foo":"bar=baz"}""")]
    [InlineData("a=b&pid%3D1234=1023", """{"a":"b","pid=1234":"1023"}""")]
    [InlineData("my+weird+field=q1%212%22%27w%245%267%2Fz8%29%3F", """{"my weird field":"q1!2\"'w$5&7/z8)?"}""")]
    [InlineData("foo[]", """{"foo":[null]}""")]
    [InlineData("foo[]=", """{"foo":[""]}""")]
    [InlineData("foo[]=bar&foo", """{"foo":null}""")]
    [InlineData("foo[]=bar&foo[", """{"foo":["bar"],"foo[":null}""")]
    [InlineData("foo[]=bar&foo[=baz", """{"foo":["bar"],"foo[":"baz"}""")]
    [InlineData("foo[]=bar&foo[]", """{"foo":["bar",null]}""")]
    [InlineData("foo[]=1&foo[]=2", """{"foo":["1","2"]}""")]
    [InlineData("x[y][z]=1", """{"x":{"y":{"z":"1"}}}""")]
    [InlineData("x[y][z][]=1&x[y][z][]=2", """{"x":{"y":{"z":["1","2"]}}}""")]
    [InlineData("x[y][z]=1&x[y][z]=2", """{"x":{"y":{"z":"2"}}}""")]
    [InlineData("x[y][][z]=1", """{"x":{"y":[{"z":"1"}]}}""")]
    [InlineData("x[y][][z][]=1", """{"x":{"y":[{"z":["1"]}]}}""")]
    [InlineData("x[y][][z]=1&x[y][][w]=2", """{"x":{"y":[{"z":"1","w":"2"}]}}""")]
    [InlineData("x[y][][v][w]=1", """{"x":{"y":[{"v":{"w":"1"}}]}}""")]
    [InlineData("x[y][][z]=1&x[y][][v][w]=2", """{"x":{"y":[{"z":"1","v":{"w":"2"}}]}}""")]
    [InlineData("x[y][][z]=1&x[y][][z]=2", """{"x":{"y":[{"z":"1"},{"z":"2"}]}}""")]
    [InlineData(
        "x[y][][z]=1&x[y][][w]=a&x[y][][z]=2&x[y][][w]=3",
        """{"x":{"y":[{"z":"1","w":"a"},{"z":"2","w":"3"}]}}""")]
    [InlineData(
        "x[][y]=1&x[][z][w]=a&x[][y]=2&x[][z][w]=b",
        """{"x":[{"y":"1","z":{"w":"a"}},{"y":"2","z":{"w":"b"}}]}""")]
    [InlineData(
        "data[books][][data][page]=1&data[books][][data][page]=2",
        """{"data":{"books":[{"data":{"page":"1"}},{"data":{"page":"2"}}]}}""")]
    public void Nested_names_read_as_Racks_specification_says(string query, string expected) =>
        AssertReads(expected, query);

    [Theory]
    [InlineData("[metadata][name]=Alice", """{"metadata":{"name":"Alice"}}""")]
    [InlineData("contact_filter_params[metadata][location]=phnom+penh",
        """{"contact_filter_params":{"metadata":{"location":"phnom penh"}}}""")]
    [InlineData("msisdn=%2B85510202101", """{"msisdn":"+85510202101"}""")]
    [InlineData("metadata%5Bfoo%5D=bar", """{"metadata":{"foo":"bar"}}""")]
    [InlineData("a[b]=2&a=1", """{"a":"1"}""")]
    [InlineData("a&a[b]=1", """{"a":{"b":"1"}}""")]
    [InlineData("a=1;b=2", """{"a":"1;b=2"}""")]
    [InlineData("=x&[]=y&[][]=z", "{}")]
    [InlineData("a[b=1", """{"a":{"b":"1"}}""")]
    [InlineData("a[[]=1", """{"a":null}""")]
    [InlineData("a[][]=1", """{"a":[["1"]]}""")]
    [InlineData("n=%C3%A9&m=é", """{"n":"é","m":"é"}""")]
    [InlineData("n=%00%1F", """{"n":"\u0000\u001f"}""")]
    public void Further_cases_read_as_its_code_does(string query, string expected) => AssertReads(expected, query);

    [Theory]
    [InlineData("a=1&a[b]=2")]
    [InlineData("a=1&a[]=2")]
    [InlineData("a[b]=1&a[]=2")]
    [InlineData("a[]=1&a[b]=2")]
    [InlineData("x[y]=1&x[y]z=2")]
    [InlineData("x[y]=1&x[y][][w]=2")]
    [InlineData("foo%81E=1")]
    [InlineData("foo=%E9")]
    [InlineData("foo=%C3%28")]
    [InlineData("foo=%ED%A0%80")]
    [InlineData("foo=%")]
    [InlineData("foo=%4")]
    [InlineData("foo=%zz")]
    [InlineData("%=1")]
    public void Contradictions_and_malformed_text_are_bad_requests(string query) =>
        Assert.Equal(400, Assert.Throws<RequestRejectedException>(() => RackForm.Parse(query)).Status);

    [Fact]
    public void Bytes_that_are_not_text_are_a_bad_request() =>
        Assert.Throws<RequestRejectedException>(() => RackForm.Parse([(byte)'a', (byte)'=', 0xFF]));

    [Fact]
    public void Nesting_ends_at_its_limit()
    {
        AssertDepth(RackForm.MaxDepth, RackForm.Parse(Nested(RackForm.MaxDepth)));
        Assert.Throws<RequestRejectedException>(() => RackForm.Parse(Nested(RackForm.MaxDepth + 1)));
        Assert.Throws<RequestRejectedException>(() => RackForm.Parse(Nested(200_000)));

        static string Nested(int levels) => "a" + string.Concat(Enumerable.Repeat("[a]", levels - 1)) + "=1";

        static void AssertDepth(int levels, JsonNode? node)
        {
            for (; levels > 0; levels--)
                node = Assert.IsType<JsonObject>(node)["a"];
            Assert.Equal("1", node?.GetValue<string>());
        }
    }

    [Fact]
    public void Parameters_end_at_their_limit()
    {
        Assert.Equal(RackForm.MaxParameters, RackForm.Parse(Many(RackForm.MaxParameters)).Count);
        Assert.Throws<RequestRejectedException>(() => RackForm.Parse(Many(RackForm.MaxParameters + 1)));

        static string Many(int count) => string.Join('&', Enumerable.Range(0, count).Select(i => $"p{i}=1"));
    }

    [Fact]
    public void Whatever_is_sent_is_read_or_refused_and_what_was_read_can_be_written()
    {
        var random = new Random(4711);
        var pieces = "[ ] [] [a] a b = = & & %41 %5B %00 %C3%A9 %E9 % + é ; . ] \0".Split(' ')
            .Select(Encoding.UTF8.GetBytes).Append([0xFF]).ToArray();
        var (read, refused) = (0, 0);
        for (var round = 0; round < 6_000; round++)
        {
            var form = Enumerable.Range(0, random.Next(24)).SelectMany(_ => random.GetItems(pieces, 1)[0]).ToArray();
            try
            {
                var written = ApiJson.Bytes(RackForm.Parse(form));
                Assert.NotNull(JsonNode.Parse(written));
                read++;
            }
            catch (RequestRejectedException rejected)
            {
                Assert.Equal(400, rejected.Status);
                refused++;
            }
        }
        Assert.True(read > 500 && refused > 500, $"{read} read, {refused} refused");
    }

    private static void AssertReads(string expected, string query)
    {
        var actual = RackForm.Parse(query);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"{query} was read as {actual.ToJsonString()}");
    }
}
