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
    [InlineData("""{"a]=":"b"}""", "m[a%5D%3D]=b")]
    [InlineData("""{"%5D":"[x]"}""", "m[%255D]=[x]")]
    public void Each_leaf_is_a_term_with_its_value_as_text(string document, string term) =>
        Assert.Equal([term], Terms.Of("m", Parse(document)));

    [Fact]
    public void Nulls_and_empty_objects_are_no_terms()
    {
        var document = Parse("""{"a":null,"b":{},"c":{"d":null}}""");

        Assert.Empty(Terms.Of("m", document));
        Assert.Equal(["m[a]", "m[c][d]"], Terms.Nulls("m", document));
    }

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
