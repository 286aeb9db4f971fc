using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Switchboard.Telephony;
using Switchboard.Tests.App;

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
}
