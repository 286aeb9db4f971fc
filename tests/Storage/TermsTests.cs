using System.Text.Json.Nodes;
using Switchboard.Storage;

namespace Switchboard.Tests.Storage;

public class TermsTests
{
    [Theory]
    [InlineData("""{"a":"b"}""", "m[a]=b")]
    [InlineData("""{"a":1}""", "m[a]=1")]
    [InlineData("""{"a":true}""", "m[a]=true")]
    [InlineData("""{"a":{"b":{"c":"d"}}}""", "m[a][b][c]=d")]
    [InlineData("""{"a":[1,"x"]}""", """m[a]=[1,"x"]""")]
    [InlineData("""{"é":"ñ"}""", "m[é]=ñ")]
    [InlineData("""{"a":""}""", "m[a]=")]
    [InlineData("""{"a":"]=b"}""", "m[a]=]=b")]
    [InlineData("""{"a]=":"b"}""", "m[a%5D=]=b")]
    [InlineData("""{"%5D":"[x]"}""", "m[%255D]=[x]")]
    public void Each_leaf_is_a_term_with_its_value_as_text(string document, string term) =>
        Assert.Equal(
            [term],
            Terms.OfDocument("m", document).Where(one => one.Kind == TermKind.Value).Select(one => $"{one.Path}={one.Text}"));

    [Fact]
    public void Nulls_are_no_terms_and_objects_and_elements_are_known_to_be_there()
    {
        const string document = """{"a":null,"b":{},"c":{"d":null},"e":[1,{"f":2}]}""";

        Assert.Equal(
            [
                new Term("m[b]", "", TermKind.Object),
                new Term("m[c]", "", TermKind.Object),
                new Term("m[e]", """[1,{"f":2}]"""),
                new Term("m[e]", "1", TermKind.Element),
            ],
            Terms.OfDocument("m", document));
    }

    [Theory]
    [InlineData("-1e300", "-2", "-1.5", "-0.001", "0", "1e-300", "0.5", "1", "01.5", "2", "10", "1e300")]
    [InlineData("0000-not", "a")]
    [InlineData("1969-12-31", "1970-01-01T23:00:00Z", "1970-01-02", "2022-01-31 12:00", "9999-12-31")]
    public void Keys_are_in_the_order_of_the_numbers_and_days_that_they_say(params string[] ascending)
    {
        var codes = ascending.Select(text => new Term("p", text).Code.Split('.')[0]).ToList();

        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.Single(codes.Select(code => code[0]).Distinct());
    }

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("1,000")]
    [InlineData("0x10")]
    [InlineData("2022-13-01")]
    [InlineData("2022-01-31x")]
    public void What_is_neither_number_nor_day_is_plain_text(string text) =>
        Assert.StartsWith("s.", new Term("p", text).Code);

    [Fact]
    public void A_document_has_a_longest_length_and_a_largest_number_of_values()
    {
        Assert.Null(Document.Problem(new JsonObject { ["a"] = new string('x', Document.MaxLength - 8) }));
        Assert.Equal(
            "is too long (maximum is 32768 characters)",
            Document.Problem(new JsonObject { ["a"] = new string('x', Document.MaxLength) }));

        var wide = new JsonObject(Enumerable.Range(0, 45).Select(i => KeyValuePair.Create($"k{i}", (JsonNode?)i)));
        Assert.Null(Document.Problem(wide));
        wide["one more"] = 1;
        Assert.Equal("has too many values (maximum is 45)", Document.Problem(wide));
    }

    [Fact]
    public void What_is_stored_reads_back_the_same_however_deep()
    {
        var deep = new JsonObject();
        var inner = deep;
        for (var i = 0; i < 99; i++)
            inner["a"] = inner = [];
        inner["é"] = "<&>'\u0001 \"";

        Assert.True(JsonNode.DeepEquals(deep, Document.Read(Document.Write(deep))));
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
