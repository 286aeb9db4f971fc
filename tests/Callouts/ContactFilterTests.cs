using System.Text.Json.Nodes;
using Switchboard.Callouts;
using Switchboard.Storage;

namespace Switchboard.Tests.Callouts;

public class ContactFilterTests
{
    private static readonly Contact Ada = new()
    {
        Id = 1,
        Msisdn = "+85510202101",
        Metadata = """{"location":"phnom penh","age":36,"born":"1990-05-17","address":{"street":"1st","number":null},"tags":["a","b"],"x":"]"}""",
    };

    [Theory]
    [InlineData("""{}""", true)]
    [InlineData("""{"msisdn":"855 10 202 101"}""", true)]
    [InlineData("""{"msisdn":"+85510202102"}""", false)]
    [InlineData("""{"msisdn":"+85510202102,+85510202101"}""", true)]
    [InlineData("""{"msisdn":["+85510202102","+85510202101"]}""", true)]
    [InlineData("""{"msisdn":"wrong"}""", false)]
    [InlineData("""{"metadata":{"location":"phnom penh"}}""", true)]
    [InlineData("""{"metadata":{"location":"Phnom Penh"}}""", false)]
    [InlineData("""{"metadata":{"location":"phnom penh","age":"36"}}""", true)]
    [InlineData("""{"metadata":{"age":36}}""", true)]
    [InlineData("""{"metadata":{"address":{"street":"1st"}}}""", true)]
    [InlineData("""{"metadata":{"address":{"street":"2nd"}}}""", false)]
    [InlineData("""{"metadata":{"tags":["a","b"]}}""", true)]
    [InlineData("""{"metadata":{"location":["phnom penh"]}}""", true)]
    [InlineData("""{"metadata":{"nickname":null}}""", true)]
    [InlineData("""{"metadata":{"address":{"number":null}}}""", true)]
    [InlineData("""{"metadata":{"location":null}}""", false)]
    [InlineData("""{"metadata":{"address":null}}""", false)]
    [InlineData("""{"metadata":{"x]=":null}}""", true)]
    [InlineData("""{"location":"phnom penh"}""", true)]
    [InlineData("""{"location":"elsewhere"}""", false)]
    [InlineData("""{"metadata":{"age":36},"location":"phnom penh"}""", true)]
    [InlineData("""{"metadata":{"age":37},"location":"phnom penh"}""", false)]
    [InlineData("""{"msisdn":"+85510202101","location":"phnom penh"}""", true)]
    [InlineData("""{"address":{"street":"1st"}}""", true)]
    [InlineData("""{"location.in":"battambang,phnom penh"}""", true)]
    [InlineData("""{"metadata":{"location.in":["battambang","takeo"]}}""", false)]
    [InlineData("""{"metadata":{"tags.any":["b","z"]}}""", true)]
    [InlineData("""{"metadata":{"tags.any":"y,z"}}""", false)]
    [InlineData("""{"metadata":{"age.lt":36}}""", false)]
    [InlineData("""{"metadata":{"age.lteq":36}}""", true)]
    [InlineData("""{"metadata":{"age.gt":"35.9"}}""", true)]
    [InlineData("""{"metadata":{"age.numeric.gteq":"36.0"}}""", true)]
    [InlineData("""{"metadata":{"age.gt":36}}""", false)]
    [InlineData("""{"metadata":{"location.gt":1}}""", false)]
    [InlineData("""{"metadata":{"born.date.gteq":"1990-05-17"}}""", true)]
    [InlineData("""{"metadata":{"born.date.gt":"1990-05-17"}}""", false)]
    [InlineData("""{"metadata":{"born.date.lt":"1990-05-18T00:00:00Z"}}""", true)]
    [InlineData("""{"metadata":{"age.exists":true}}""", true)]
    [InlineData("""{"metadata":{"address.exists":"true"}}""", true)]
    [InlineData("""{"metadata":{"nickname.exists":"false"}}""", true)]
    [InlineData("""{"metadata":{"age.exists":false}}""", false)]
    [InlineData("""{"metadata":{"address":{"street.in":["1st"]}}}""", true)]
    public void A_filter_means_whom_its_conditions_describe(string parameters, bool means)
    {
        var errors = new ValidationErrors();
        var conditions = ContactFilter.Read(JsonNode.Parse(parameters)!.AsObject(), errors);

        Assert.False(errors.Any);
        Assert.Equal(means, Condition.AllHold(conditions, Ada));
    }

    [Theory]
    [InlineData("""{"metadata":"text"}""")]
    [InlineData("""{"metadata":[1]}""")]
    [InlineData("""{"metadata":null}""")]
    [InlineData("""{"metadata":{"location":{}}}""")]
    [InlineData("""{"location":{}}""")]
    [InlineData("""{"msisdn":null}""")]
    [InlineData("""{"msisdn":{"a":1}}""")]
    [InlineData("""{"msisdn":{}}""")]
    [InlineData("""{"msisdn":["+85510202101",null]}""")]
    [InlineData("""{"msisdn":[["+85510202101"]]}""")]
    [InlineData("""{"msisdn":[{"a":1}]}""")]
    [InlineData("""{"age.lt":"young"}""")]
    [InlineData("""{"metadata":{"age.numeric.gteq":null}}""")]
    [InlineData("""{"metadata":{"born.date.lt":"yesterday"}}""")]
    [InlineData("""{"metadata":{"age.exists":"maybe"}}""")]
    [InlineData("""{"metadata":{"age.in":{"a":1}}}""")]
    [InlineData("""{"metadata":{"tags.any":[{"a":1}]}}""")]
    public void A_filter_that_nobody_understands_is_said_to_be_invalid(string parameters)
    {
        var errors = new ValidationErrors();
        ContactFilter.Read(JsonNode.Parse(parameters)!.AsObject(), errors);

        Assert.Equal(["is invalid"], errors.Messages["contact_filter_params"]);
    }
}
