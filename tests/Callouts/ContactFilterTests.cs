using System.Text.Json.Nodes;
using Switchboard.Callouts;

namespace Switchboard.Tests.Callouts;

public class ContactFilterTests
{
    private static readonly Contact Ada = new()
    {
        Id = 1,
        Msisdn = "+85510202101",
        Metadata = """{"location":"phnom penh","age":36,"address":{"street":"1st","number":null},"tags":["a","b"],"x":"]"}""",
    };

    [Theory]
    [InlineData("""{}""", true)]
    [InlineData("""{"msisdn":"855 10 202 101"}""", true)]
    [InlineData("""{"msisdn":"+85510202102"}""", false)]
    [InlineData("""{"msisdn":"wrong"}""", false)]
    [InlineData("""{"metadata":{"location":"phnom penh"}}""", true)]
    [InlineData("""{"metadata":{"location":"Phnom Penh"}}""", false)]
    [InlineData("""{"metadata":{"location":"phnom penh","age":"36"}}""", true)]
    [InlineData("""{"metadata":{"age":36}}""", true)]
    [InlineData("""{"metadata":{"address":{"street":"1st"}}}""", true)]
    [InlineData("""{"metadata":{"address":{"street":"2nd"}}}""", false)]
    [InlineData("""{"metadata":{"tags":["a","b"]}}""", true)]
    [InlineData("""{"metadata":{"nickname":null}}""", true)]
    [InlineData("""{"metadata":{"address":{"number":null}}}""", true)]
    [InlineData("""{"metadata":{"location":null}}""", false)]
    [InlineData("""{"metadata":{"address":null}}""", false)]
    [InlineData("""{"metadata":{"x]=":null}}""", true)]
    [InlineData("""{"metadata":"text"}""", true)]
    [InlineData("""{"location":"elsewhere"}""", true)] // as a request's parameter it means nothing
    public void A_request_means_whom_its_conditions_describe(string parameters, bool means) =>
        Assert.Equal(means, ContactFilter.From(Parse(parameters)).Matches(Ada));

    [Theory]
    [InlineData("""{"location":"phnom penh"}""", true)]
    [InlineData("""{"location":"elsewhere"}""", false)]
    [InlineData("""{"metadata":{"age":36},"location":"phnom penh"}""", true)]
    [InlineData("""{"metadata":{"age":37},"location":"phnom penh"}""", false)]
    [InlineData("""{"msisdn":"+85510202101","location":"phnom penh"}""", true)]
    public void Flat_keys_of_a_population_are_metadata_keys(string parameters, bool means) =>
        Assert.Equal(means, ContactFilter.FromPopulation(Parse(parameters)).Matches(Ada));

    [Fact]
    public void Two_filters_together_mean_whom_both_mean()
    {
        var here = ContactFilter.From(Parse("""{"metadata":{"location":"phnom penh"}}"""));
        var elsewhere = ContactFilter.From(Parse("""{"metadata":{"location":"elsewhere"}}"""));

        Assert.True(here.And(ContactFilter.From([])).Matches(Ada));
        Assert.False(here.And(elsewhere).Matches(Ada));
        Assert.False(ContactFilter.From(Parse("""{"msisdn":"+85510202101"}"""))
            .And(ContactFilter.From(Parse("""{"msisdn":"+85510202102"}"""))).Matches(Ada));
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
