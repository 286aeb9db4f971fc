using System.Net.Http.Headers;
using System.Text;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>Requests that no SDK would send.</summary>
public sealed class ProtocolTests
{
    private const string Calls = "/calling/callConnections?api-version=2025-06-15";
    private const string Target = """{"kind":"phoneNumber","phoneNumber":{"value":"+447700900108"}}""";
    private const string From = """ "sourceCallerIdNumber":{"value":"+441632960000"} """;
    private const string Callback = """ "callbackUri":"https://app.example/callback" """;

    public static TheoryData<string> BadCalls =>
    [
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{}",
        $$$"""{"targets":[],{{{From}}},{{{Callback}}}}""",
        $$$"""{"targets":[{{{Target}}},{{{Target}}}],{{{From}}},{{{Callback}}}}""",
        $$$"""{"targets":{{{Target}}},{{{From}}},{{{Callback}}}}""",
        $$$"""{"targets":[7],{{{From}}},{{{Callback}}}}""",
        $$$"""{"targets":[{"kind":"phoneNumber","phoneNumber":{"value":"07700900108"}}],{{{From}}},{{{Callback}}}}""",
        $$$"""{"targets":[{"phoneNumber":{"value":"+447700900108\n"}}],{{{From}}},{{{Callback}}}}""",
        $$$"""{"targets":[{"communicationUser":{"id":"8:acs:x"}}],{{{From}}},{{{Callback}}}}""",
        $$$"""{"targets":[{{{Target}}}],{{{Callback}}}}""",
        $$$"""{"targets":[{{{Target}}}],"sourceCallerIdNumber":{"value":"anonymous"},{{{Callback}}}}""",
        $$$"""{"targets":[{{{Target}}}],{{{From}}}}""",
        $$$"""{"targets":[{{{Target}}}],{{{From}}},"callbackUri":"http://app.example/callback"}""",
        $$$"""{"targets":[{{{Target}}}],{{{From}}},"callbackUri":"/callback"}""",
        $$$"""{"targets":[{{{Target}}}],{{{From}}},{{{Callback}}},"operationContext":7}""",
        $$$"""{"targets":[{{{Target}}}],{{{From}}},{{{Callback}}},"operationContext":"\ud800"}""",
        $$$"""{"targets":[{{{Target}}}],{{{From}}},{{{Callback}}},"\udc00":1}""",
        new string('[', 1000),
    ];

    public static TheoryData<string, string> BadMedia => new()
    {
        { "play", "{}" },
        { "play", """{"playSources":[]}""" },
        { "play", """{"playSources":[{"kind":"song"}]}""" },
        { "play", """{"playSources":[{"kind":"text"}]}""" },
        { "play", """{"playSources":[{"kind":"text","text":{"text":7}}]}""" },
        { "play", $$$"""{"playSources":[{"kind":"text","text":{"text":"{{{new string('x', 4_001)}}}"}}]}""" },
        { "play", """{"playSources":[{"kind":"file","file":{"uri":"hello.wav"}}]}""" },
        { "play", """{"playSources":[{"kind":"text","text":{"text":"Hello"}}],"playOptions":{"loop":"yes"}}""" },
        { "recognize", "{}" },
        { "recognize", """{"recognizeInputType":"telepathy","recognizeOptions":{}}""" },
        { "recognize", """{"recognizeInputType":"dtmf"}""" },
        { "recognize", """{"recognizeInputType":"dtmf","recognizeOptions":{}}""" },
        { "recognize", Recognize(""" "initialSilenceTimeoutInSeconds":301 """) },
        { "recognize", Recognize(""" "dtmfOptions":{"interToneTimeoutInSeconds":0} """) },
        { "recognize", Recognize(""" "dtmfOptions":{"maxTonesToCollect":0} """) },
        { "recognize", Recognize(""" "dtmfOptions":{"stopTones":["hash"]} """) },
    };

    [Theory]
    [MemberData(nameof(BadCalls))]
    public async Task A_request_that_makes_no_sense_is_refused(string body)
    {
        await using var lab = await PhoneLab.OpenAsync();

        var (status, answer) = await SendAsync(lab, HttpMethod.Post, Calls, body);

        Assert.Equal(400, status);
        Assert.Contains("\"8523\"", answer);
        Assert.Empty(await lab.ListAsync("calls"));
    }

    [Theory]
    [MemberData(nameof(BadMedia))]
    public async Task A_media_request_that_makes_no_sense_is_refused(string action, string body)
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync("+447700900108");

        var path = $"/calling/callConnections/{call.CallConnectionId}:{action}?api-version=2025-06-15";

        var (status, answer) = await SendAsync(lab, HttpMethod.Post, path, body);

        Assert.Equal(400, status);
        Assert.Contains("\"8523\"", answer);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        await using var lab = await PhoneLab.OpenAsync();
        using var content = new ByteArrayContent([.. "{\""u8, 0xFF, .. "\":1}"u8]);

        Assert.Equal(400, (await SendAsync(lab, HttpMethod.Post, Calls, content)).Status);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var lab = await PhoneLab.OpenAsync();
        using var content = new ByteArrayContent(new byte[10 * 1024 * 1024 + 1]);

        Assert.Equal(413, (await SendAsync(lab, HttpMethod.Post, Calls, content)).Status);
    }

    [Theory]
    [InlineData("PUT", "/calling/callConnections?api-version=2025-06-15", 405)]
    [InlineData("POST", "/calling/callConnections/x:dance?api-version=2025-06-15", 404)]
    [InlineData("GET", "/emails:send?api-version=2025-09-01", 405)]
    public async Task Other_operations_do_not_exist(string method, string path, int status)
    {
        await using var lab = await PhoneLab.OpenAsync();

        Assert.Equal(status, (await SendAsync(lab, new HttpMethod(method), path, "{}")).Status);
    }

    internal static async Task<(int Status, string Body)> SendAsync(
        PhoneLab lab, HttpMethod method, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(lab, method, path, content);
    }

    private static async Task<(int Status, string Body)> SendAsync(
        PhoneLab lab, HttpMethod method, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = method == HttpMethod.Get ? null : content;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token");
        using var response = await lab.Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Recognize(string option) =>
        $$$"""{"recognizeInputType":"dtmf","recognizeOptions":{"targetParticipant":{{{Target}}},{{{option}}}}}""";
}
