using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Switchboard.Embedded.Communication.CallAutomation;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>The control API of the phone network.</summary>
public sealed class SimulatorTests
{
    private const string Number = "+447700900150";

    [Fact]
    public async Task Calls_are_listed_oldest_first_with_all_that_happened()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.CallAsync("+447700900101");
        await lab.AdvanceAsync(10);
        var second = await lab.CallAsync("+447700900108");
        await lab.AdvanceAsync(6);
        await second.HangUpAsync(forEveryone: true);

        var calls = await lab.ListAsync("calls");

        Assert.Equal(["+447700900101", "+447700900108"], calls.Select(call => call.GetProperty("to").GetString()));
        var call = calls[1];
        Assert.Equal(second.CallConnectionId, call.GetProperty("callConnectionId").GetString());
        Assert.Equal(second.CallConnectionId, call.GetProperty("id").GetString());
        Assert.Equal(PhoneLab.Caller, call.GetProperty("from").GetString());
        Assert.Equal("ended", call.GetProperty("state").GetString());
        Assert.Equal("answered", call.GetProperty("outcome").GetString());
        Assert.Equal(7000, call.GetProperty("result").GetProperty("subCode").GetInt32());
        DateTimeOffset At(string name) => call.GetProperty(name).GetDateTimeOffset();
        Assert.Equal(TimeSpan.FromSeconds(5), At("answeredAt") - At("ringingAt"));
        Assert.Equal(TimeSpan.FromSeconds(1), At("endedAt") - At("answeredAt"));
        Assert.Equal(At("createdAt"), At("ringingAt"));
    }

    [Theory]
    [InlineData("calls?to=%2B447700900108")]
    [InlineData("calls?to=+447700900108")]
    public async Task Calls_to_one_number_are_listed(string query)
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.CallAsync("+447700900101");
        await lab.CallAsync("+447700900108");

        var call = Assert.Single(await lab.ListAsync(query));

        Assert.Equal("+447700900108", call.GetProperty("to").GetString());
        Assert.Equal("ringing", call.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, call.GetProperty("outcome").ValueKind);
    }

    [Theory]
    [InlineData("busy", 486, "CreateCallFailed")]
    [InlineData("noAnswer", 480, "CreateCallFailed")]
    [InlineData("declined", 603, "CreateCallFailed")]
    [InlineData("invalid", 404, "CreateCallFailed")]
    [InlineData("blocked", 403, "CreateCallFailed")]
    [InlineData("voicemail", 0, "CallDisconnected")]
    [InlineData("answer", 0, "CallDisconnected")]
    public async Task A_number_does_as_it_is_told(string outcome, int code, string last)
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.ScriptAsync(Number, new { outcome, ringSeconds = 12.3 });
        await lab.CallAsync(Number);

        await lab.RunAsync();

        Assert.Equal(TimeSpan.FromSeconds(12.3), lab.Received[0].At);
        Assert.Equal(last, lab.Kinds[^1]);
        Assert.Equal(code, lab.Received[^1].Event.ResultInformation!.Code);
    }

    [Fact]
    public async Task A_listener_hangs_up_when_told_to()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.ScriptAsync(Number, new { answers = true, listenSeconds = 3 });
        var call = await lab.TalkAsync(Number);
        var began = lab.Elapsed;

        await call.GetCallMedia().PlayToAllAsync(new FileSource(new Uri("https://files.example/long.wav")));
        await lab.RunUntilAsync("CallDisconnected");

        Assert.Equal(TimeSpan.FromSeconds(3), lab.Elapsed - began);
    }

    [Fact]
    public async Task A_number_is_ordinary_again_when_its_script_is_taken_away()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.ScriptAsync("+447700900108", new { outcome = "busy" });
        await lab.CallAsync("+447700900108");
        await lab.RunAsync();

        using var deleted = await lab.Http.DeleteAsync("/simulator/numbers/+447700900108");
        using var again = await lab.Http.DeleteAsync("/simulator/numbers/+447700900108");
        await lab.TalkAsync("+447700900108");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task A_reset_takes_all_scripts_and_faults_away()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.ScriptAsync("+447700900108", new { outcome = "busy" });
        await lab.SetFaultsAsync(new { lostEvents = 1 });

        using var reset = await lab.Http.DeleteAsync("/simulator");
        await lab.TalkAsync("+447700900108");

        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        var faults = await lab.Http.GetFromJsonAsync<JsonElement>("/simulator/faults");
        Assert.Equal(0, faults.GetProperty("lostEvents").GetDouble());
    }

    [Theory]
    [InlineData("numbers/07700900150", "{}", "E.164")]
    [InlineData("numbers/+447700900150", "{", "JSON")]
    [InlineData("numbers/+447700900150", "[]", "object")]
    [InlineData("numbers/+447700900150", """{"outcome":"asleep"}""", "outcome")]
    [InlineData("numbers/+447700900150", """{"outcome":7}""", "outcome")]
    [InlineData("numbers/+447700900150", """{"outcom":"busy"}""", "outcom")]
    [InlineData("numbers/+447700900150", """{"answers":false,"outcome":"answer"}""", "contradict")]
    [InlineData("numbers/+447700900150", """{"answers":"yes"}""", "answers")]
    [InlineData("numbers/+447700900150", """{"ringSeconds":-1}""", "ringSeconds")]
    [InlineData("numbers/+447700900150", """{"ringSeconds":"long"}""", "ringSeconds")]
    [InlineData("numbers/+447700900150", """{"listenSeconds":1e9}""", "listenSeconds")]
    [InlineData("numbers/+447700900150", """{"tones":"1"}""", "tones")]
    [InlineData("numbers/+447700900150", """{"tones":["one"]}""", "'o'")]
    [InlineData("numbers/+447700900150", """{"tones":[1]}""", "tones[0]")]
    [InlineData("numbers/+447700900150", """{"outcome":"busy","tones":["1"]}""", "tones")]
    [InlineData("faults", """{"lostEvents":2}""", "lostEvents")]
    [InlineData("faults", """{"lostEvent":1}""", "lostEvent")]
    [InlineData("faults", """{"callsPerNumber":0}""", "callsPerNumber")]
    public async Task What_cannot_be_done_is_refused_with_a_reason(string path, string body, string reason)
    {
        await using var lab = await PhoneLab.OpenAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await lab.Http.PutAsync("/simulator/" + path, content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        Assert.Contains(reason, error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task The_magic_endings_are_told()
    {
        await using var lab = await PhoneLab.OpenAsync();

        var endings = (await lab.Http.GetFromJsonAsync<JsonElement>("/simulator/numbers")).GetProperty("magicEndings");

        Assert.Equal("busy", endings.GetProperty("01").GetString());
    }

    [Theory]
    [InlineData("POST", "/simulator/emails", 405, "GET")]
    [InlineData("POST", "/simulator/faults", 405, "GET, PUT")]
    [InlineData("GET", "/sms", 405, "POST")]
    [InlineData("PUT", "/calling/callConnections/1", 405, "DELETE, GET")]
    [InlineData("PUT", "/calling/callConnections/1:play", 405, "POST")]
    [InlineData("GET", "/simulator/nothing", 404, "")]
    [InlineData("GET", "/nothing", 404, "")]
    public async Task There_is_nothing_else(string method, string path, int status, string allowed)
    {
        await using var lab = await PhoneLab.OpenAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await lab.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow));
    }
}
