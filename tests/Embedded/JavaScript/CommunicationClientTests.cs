using System.Text.Json;
using Switchboard.Tests.Embedded.Communication;

namespace Switchboard.Tests.Embedded.JavaScript;

/// <summary>Microsoft's JavaScript clients, unmodified, against the embedded communication service.</summary>
public sealed class CommunicationClientTests
{
    [Fact]
    public async Task Calls_are_made_heard_and_ended()
    {
        await using var lab = await PhoneLab.OpenAsync();

        var script = await RunAsync("call-automation.mjs", lab);

        Assert.Equal("\"connecting\"", script["created"]);
        Assert.Equal("""["+447700900107"]""", script["target"]);
        Assert.Equal("""{"status":400,"code":"8501"}""", script["play too early"]);
        Assert.Equal("""{"context":"first","same":true}""", script["connected"]);
        Assert.Equal("\"connected\"", script["state"]);
        Assert.Equal("true", script["updated"]);
        Assert.Equal("[false,false]", script["participants"]);
        Assert.Equal("\"+447700900107\"", script["participant"]);
        Assert.Equal("""{"context":"play","subCode":0}""", script["played"]);
        Assert.Equal("""{"context":"menu","type":"dtmf","tones":["one"]}""", script["recognized"]);
        Assert.Equal("""{"status":400,"code":"8500"}""", script["busy"]);
        Assert.Equal("\"PlayCanceled\"", script["canceled"]);
        Assert.Equal("7000", script["disconnected"]);
        Assert.Equal("""{"status":404,"code":"8522"}""", script["gone"]);
        Assert.Equal("true", script["left"]);
        Assert.Equal("486", script["not answered"]);
        Assert.Equal("""{"status":401,"code":"7509"}""", script["wrong key"]);
        Assert.Equal("""{"status":400,"code":"8523"}""", script["bad number"]);
        var calls = 3;
        foreach (var fault in (string[])["throttledRequests", "unavailableRequests", "failedRequests", "droppedConnections"])
        {
            var result = script.Value(fault);
            var created = result.GetProperty("created").GetInt32();
            Assert.True(result.GetProperty("tries").GetInt32() > created, $"{fault} did not happen.");
            calls += created;
        }

        // However often they were asked for, and one that was answered slowly.
        Assert.Equal("true", script["slow"]);
        Assert.Equal(calls + 1, (await lab.ListAsync("calls")).Length);
    }

    [Fact]
    public async Task Everything_else_is_done_in_a_call()
    {
        await using var lab = await PhoneLab.OpenAsync();

        var script = await RunAsync("call-actions.mjs", lab);

        Assert.Equal("""{"type":"choices","label":"Confirm","subCode":8533}""", script["chosen"]);
        Assert.Equal("""{"tone":"one","sequence":1}""", script["pressed"]);
        Assert.Equal("\"enough\"", script["stopped"]);
        Assert.Equal("\"sent\"", script["sent"]);
        Assert.Equal("true", script["held"]);
        Assert.Equal("false", script["unheld"]);
        Assert.Equal("""{"who":"8:acs:resource_agent","context":"agent"}""", script["invited"]);
        Assert.Equal("""{"who":"8:acs:resource_agent","context":"agent"}""", script["joined"]);
        Assert.Equal("""{"who":"+447700900101","code":486}""", script["refused"]);
        Assert.Equal("true", script["taken back"]);
        Assert.Equal("true", script["muted"]);
        Assert.Equal("""{"status":400,"code":"8523"}""", script["telephones are not muted"]);
        Assert.Equal("""{"status":409,"code":"8519"}""", script["a call of three is not handed on"]);
        Assert.Equal("\"8:acs:resource_agent\"", script["removed"]);
        Assert.Equal("2", script["participants"]);
        Assert.Equal("\"active\"", script["recording"]);
        Assert.Equal("""{"same":true,"state":"active"}""", script["told"]);
        Assert.Equal("\"inactive\"", script["paused"]);
        Assert.Equal("\"active\"", script["resumed"]);
        Assert.Equal("""{"status":404,"code":"8522"}""", script["over"]);
        Assert.Equal("\"transferring\"", script["transferring"]);
        Assert.Equal("486", script["not taken"]);
        Assert.Equal("\"handed on\"", script["taken"]);
        Assert.Equal("""{"status":404,"code":"8522"}""", script["gone"]);
    }

    [Fact]
    public async Task Keys_and_words_are_recognized_and_everything_is_played()
    {
        await using var lab = await PhoneLab.OpenAsync();

        var script = await RunAsync("recognition.mjs", lab);

        Assert.Equal(
            """{"context":"stop","code":200,"subCode":8514,"tones":["four","two","pound"]}""", script["stop tone"]);
        Assert.Equal("""{"code":200,"subCode":8531,"tones":["one","two","three","four"]}""", script["max tones"]);
        Assert.Equal("""{"code":400,"subCode":8510}""", script["initial silence"]);
        Assert.Equal("""{"code":400,"subCode":8532}""", script["inter-tone silence"]);
        Assert.Equal("""{"code":400,"subCode":8534}""", script["wrong key"]);
        Assert.Equal("""{"code":200,"subCode":8531,"tones":["three"]}""", script["interrupted"]);
        Assert.Equal(
            """{"code":200,"subCode":8545,"choice":{"label":"Confirm","recognizedPhrase":"yes"}}""", script["said"]);
        Assert.Equal("""{"code":400,"subCode":8547}""", script["said something else"]);
        Assert.Equal("""{"status":400,"code":"8523"}""", script["free speech"]);
        Assert.Equal("""{"context":"canceled","code":400,"subCode":8508}""", script["canceled"]);
        Assert.Equal("\"for ever\"", script["started"]);
        Assert.Equal("\"for ever\"", script["interrupted by another"]);
        Assert.Equal("\"instead\"", script["heard instead"]);
        Assert.Equal("""{"context":"nothing","code":400,"subCode":8582}""", script["nothing to say"]);
        Assert.Equal("""{"status":400,"code":"8523"}""", script["to nobody"]);
        Assert.Equal("""{"status":405,"code":"8522"}""", script["no voice"]);
        Assert.Equal("""{"status":405,"code":"8522"}""", script["no ear"]);
        Assert.Equal("\"music\"", script["music"]);
    }

    [Fact]
    public async Task Calls_that_come_in_are_taken_or_not()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await using var subscriber = await EventSubscriber.StartAsync();
        await subscriber.SubscribeAsync(lab);

        var script = await RunAsync("incoming.mjs", lab, subscriber);

        Assert.Equal("\"+447700900107\"", script["from"]);
        Assert.Equal("""{"state":"connecting","same":true}""", script["answered"]);
        Assert.Equal("\"answered\"", script["connected"]);
        Assert.Equal("""{"status":409,"code":"8519"}""", script["answered twice"]);
        Assert.Equal("7000", script["over"]);
        Assert.Equal("""{"status":404,"code":"8522"}""", script["sent on"]);
        Assert.Equal("""{"status":404,"code":"8522"}""", script["rejected"]);
        Assert.Equal("""{"status":400,"code":"8523"}""", script["no context"]);
        Assert.True(script.Value("tries").GetInt32() > 6);
        Assert.Equal(
            ["answered", "redirected", "declined", null, null, "declined", "declined", "redirected", "redirected"],
            (await lab.ListAsync("incomingCalls")).Select(call => call.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task Every_operation_is_tried_again_where_the_service_failed()
    {
        await using var lab = await PhoneLab.OpenAsync();

        var script = await RunAsync("retries.mjs", lab);

        var done = script.Value("done").GetInt32();
        Assert.Equal(26, done);
        Assert.True(script.Value("tries").GetInt32() > done + done / 2);

        // Done once, however often it was asked for.
        Assert.Equal(2, (await lab.ListAsync("calls")).Length);
        Assert.Equal("1", (await lab.ListAsync("calls"))[0].GetProperty("sentTones").GetString());
    }

    [Fact]
    public async Task Text_messages_are_sent()
    {
        await using var lab = await PhoneLab.OpenAsync();

        var script = await RunAsync("sms.mjs", lab);

        Assert.Equal(
            """
            [{"to":"+447700900110","httpStatusCode":202,"successful":true,"repeatabilityResult":"accepted"},
            """ + """{"to":"07700900111","httpStatusCode":400,"successful":false,"repeatabilityResult":"rejected"}]""",
            script["sent"]);
        Assert.Equal("[true,false]", script["message ids"]);
        Assert.Equal(400, script.Value("too long").GetProperty("status").GetInt32());
        Assert.Equal(401, script.Value("wrong key").GetProperty("status").GetInt32());
        var throttled = script.Value("throttled");
        var accepted = throttled.GetProperty("created").GetInt32();
        Assert.True(throttled.GetProperty("successful").GetBoolean());
        Assert.True(throttled.GetProperty("tries").GetInt32() > accepted);
        Assert.Equal("[202,429]", script["limited"]);
        Assert.Equal(
            ["+447700900110", .. Enumerable.Repeat("+447700900112", accepted), "+447700900114"],
            (await lab.ListAsync("sms")).Select(sms => sms.GetProperty("to").GetString()));
        Assert.All(await lab.ListAsync("sms"), sms => Assert.Equal("reminder", sms.GetProperty("tag").GetString()));
    }

    [Fact]
    public async Task Mail_is_sent_and_waited_for()
    {
        await using var lab = await PhoneLab.OpenAsync();

        var script = await RunAsync("email.mjs", lab);

        Assert.Equal("""{"id":true,"status":"Succeeded","error":null}""", script["sent"]);
        Assert.Equal(400, script.Value("no recipient").GetProperty("status").GetInt32());
        Assert.Equal(401, script.Value("wrong key").GetProperty("status").GetInt32());
        Assert.True(script.Value("unavailable").GetProperty("tries").GetInt32() > 4);
        Assert.Equal(429, script.Value("limited").GetProperty("status").GetInt32());
        var emails = await lab.ListAsync("emails");
        Assert.Equal(
            ["First", "Second", "Third", "Fourth"], emails.Select(email => email.GetProperty("subject").GetString()));
        Assert.Equal("Grüße", emails[0].GetProperty("plainText").GetString());
        Assert.Equal("<1@example.com>", emails[0].GetProperty("headers").GetProperty("In-Reply-To").GetString());
    }

    private static Task<NodeScript> RunAsync(string name, PhoneLab lab, EventSubscriber? subscriber = null)
    {
        var given = new HashSet<string>();
        return NodeScript.RunAsync(
            name,
            new Dictionary<string, string>
            {
                ["CONNECTION_STRING"] = lab.ConnectionString,
                ["ENDPOINT"] = lab.Address.AbsoluteUri,
                ["CALLBACK"] = lab.Callback.AbsoluteUri,
            },
            async question =>
            {
                if (question.TryGetProperty("advance", out var seconds))
                {
                    await lab.AdvanceAsync(seconds.GetDouble());
                    return "null";
                }

                if (question.TryGetProperty("told", out var type))
                {
                    await lab.AdvanceAsync(0);
                    await lab.SettleAsync();
                    var told = subscriber!.Events(type.GetString()!)
                        .Single(told => given.Add(told.GetProperty("id").GetString()!));
                    return told.GetProperty("data").GetRawText().ReplaceLineEndings("");
                }

                // The clock moves until there is an event of the kind that the script has not been given yet.
                var kind = question.GetProperty("until").GetString()!;
                var next = await lab.RunUntilAsync(
                    received => received.Kind == kind && !given.Contains(received.CloudEvent.Id), kind);
                given.Add(next.CloudEvent.Id);
                return JsonSerializer.Serialize(next.Body);
            });
    }
}
