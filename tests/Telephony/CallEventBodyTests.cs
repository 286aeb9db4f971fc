using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Telephony;
using Switchboard.Tests.App;
using Switchboard.Tests.Callouts;

namespace Switchboard.Tests.Telephony;

/// <summary>What may be posted to the address of a call's events, by whoever has its signature.</summary>
public class CallEventBodyTests
{
    private const string Envelope = """
        "id":"1","source":"calling/callConnections/1","time":"2026-03-02T09:00:00Z","specversion":"1.0"
        """;

    [Theory]
    [InlineData($$"""[{{{Envelope}},"type":"Microsoft.Communication.CreateCallFailed"}]""", HttpStatusCode.OK)]
    [InlineData($$"""[{{{Envelope}},"type":"Microsoft.Communication.Unheard","data":{} }]""", HttpStatusCode.OK)]
    [InlineData("[]", HttpStatusCode.OK)]
    [InlineData("[1]", HttpStatusCode.BadRequest)]
    [InlineData("[{}]", HttpStatusCode.BadRequest)]
    [InlineData("no JSON", HttpStatusCode.BadRequest)]
    public async Task Events_that_tell_nothing_are_taken_and_what_are_none_is_refused(string body, HttpStatusCode status)
    {
        await using var app = await SwitchboardApp.StartAsync();
        var address = await app.Services.GetRequiredService<CallbackAddress>().OfAsync(
            new CallReference("callouts-1", 1), CancellationToken.None);

        using var answer = await app.Http.PostAsync(address, new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task However_much_the_carrier_has_to_say_it_is_taken()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (campaign, call, address) = await RingingAsync(app);
        var failed = $$$"""
            [{{{{Envelope}}},"type":"Microsoft.Communication.CreateCallFailed","data":{"callConnectionId":"1","serverCallId":"1",
            "correlationId":"1","resultInformation":{"code":500,"subCode":1,"message":"{{{new string('x', 40_000)}}}"} } }]
            """;

        using var answer = await app.Http.PostAsync(address, new StringContent(failed, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var shown = await campaign.Api.GetJsonAsync($"/api/phone_calls/{call}");
        Assert.Equal("failed", (string?)shown["status"]);
        Assert.StartsWith("xxx", (string?)shown["remote_error_message"]);
    }

    [Fact]
    public async Task Whoever_hung_up_had_answered_even_if_that_is_never_heard_of()
    {
        await using var app = await SwitchboardApp.StartAsync();
        var (campaign, call, address) = await RingingAsync(app);
        const string ended = $$$"""
            [{{{{Envelope}}},"type":"Microsoft.Communication.CallDisconnected","data":{"callConnectionId":"1","serverCallId":"1",
            "correlationId":"1","resultInformation":{"code":0,"subCode":0,"message":""} } }]
            """;

        using var answer = await app.Http.PostAsync(address, new StringContent(ended, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var shown = await campaign.Api.GetJsonAsync($"/api/phone_calls/{call}");
        Assert.Equal("completed", (string?)shown["status"]);
        Assert.Equal(0, (int)shown["duration"]!);
        Assert.Equal((string?)shown["ended_at"], (string?)shown["answered_at"]);
        var participation = Assert.Single((await campaign.Api.GetJsonAsync("/api/callout_participations?answered=true")).AsArray())!;
        Assert.True((bool)participation["answered"]!);
    }

    /// <summary>A callout whose only call rings, and where the carrier's events about it go.</summary>
    private static async Task<(Campaign Campaign, int Call, Uri Address)> RingingAsync(SwitchboardApp app)
    {
        var campaign = new Campaign(app);
        await campaign.Phones.ScriptAsync("+447700900100", """{"outcome":"answer","ringSeconds":50}""");
        await campaign.StartAsync(["+447700900100"]);
        await campaign.UntilCallsAsync(1);
        var call = (int)(await campaign.Api.GetJsonAsync("/api/phone_calls"))[0]!["id"]!;
        var address = await app.Services.GetRequiredService<CallbackAddress>().OfAsync(
            new CallReference("callouts-1", call), CancellationToken.None);
        return (campaign, call, address);
    }
}
