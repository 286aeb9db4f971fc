using System.Text.Json.Nodes;

namespace Switchboard.Tests.Http.OpenApi;

public sealed class JsonSchemaCheckTests
{
    private static readonly JsonSchemaCheck Check = new(JsonNode.Parse(
        """{"components":{"schemas":{"Id":{"type":"integer","minimum":1}}}}""")!);

    [Theory]
    [InlineData("""{"type":"string","maxLength":2}""", "\"ab\"")]
    [InlineData("""{"type":["integer","null"]}""", "null")]
    [InlineData("""{"type":"integer","maximum":5}""", "5")]
    [InlineData("""{"enum":["a","b"]}""", "\"b\"")]
    [InlineData("""{"$ref":"#/components/schemas/Id"}""", "7")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"boolean"},"b":{"type":"string"}},"required":["a"]}""", """{"a":true}""")]
    [InlineData("""{"type":"object","additionalProperties":true}""", """{"a":1}""")]
    [InlineData("""{"type":"array","items":{"type":"string","format":"date-time"}}""", """["2017-11-07T08:34:25.880Z"]""")]
    [InlineData("""{"type":"string","format":"uuid"}""", "\"0199b6a4-4a0e-7cc1-8f0c-5d7f2d6f1c7a\"")]
    public void What_fits_fits(string schema, string value) =>
        Assert.Empty(Check.Problems(JsonNode.Parse(schema)!, JsonNode.Parse(value)));

    [Theory]
    [InlineData("""{"type":"string","maxLength":2}""", "\"abc\"")]
    [InlineData("""{"type":"integer"}""", "1.5")]
    [InlineData("""{"type":"integer"}""", "null")]
    [InlineData("""{"type":"integer","maximum":5}""", "6")]
    [InlineData("""{"enum":["a","b"]}""", "\"c\"")]
    [InlineData("""{"$ref":"#/components/schemas/Id"}""", "0")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"boolean"}},"required":["a"]}""", "{}")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"boolean"}}}""", """{"a":1}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"boolean"}}}""", """{"b":true}""")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"}}""", """{"a":1}""")]
    [InlineData("""{"type":"array","items":{"type":"string","format":"date-time"}}""", """["2017-11-07"]""")]
    [InlineData("""{"type":"string","format":"uri"}""", "\"nowhere\"")]
    [InlineData("""{"type":"string","pattern":"a"}""", "\"a\"")]
    public void What_does_not_is_found(string schema, string value) =>
        Assert.NotEmpty(Check.Problems(JsonNode.Parse(schema)!, JsonNode.Parse(value)));

    [Fact]
    public void A_reference_that_leads_nowhere_is_found() => Assert.Throws<InvalidOperationException>(
        () => Check.Problems(JsonNode.Parse("""{"$ref":"#/components/schemas/Other"}""")!, null));
}
