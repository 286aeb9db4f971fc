using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure;
using Switchboard.Embedded.Communication;
using Switchboard.Embedded.Communication.CallAutomation;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>People who call.</summary>
public sealed class IncomingCallTests : IAsyncLifetime
{
    private const string Caller = "+447700900107";
    private const string Elsewhere = "+447700900208";

    private PhoneLab _lab = null!;
    private EventSubscriber _subscriber = null!;

    public async Task InitializeAsync()
    {
        _lab = await PhoneLab.OpenAsync();
        _subscriber = await EventSubscriber.StartAsync();
        await _subscriber.SubscribeAsync(_lab);
    }

    public async Task DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _subscriber.DisposeAsync();
    }

    [Fact]
    public async Task The_subscriber_is_told_who_calls_whom()
    {
        var told = await CallInAsync();

        Assert.Equal(
            $"/caller/4:{Caller}/recipient/4:{PhoneLab.Caller}", Assert.Single(_subscriber.Events("IncomingCall"))
                .GetProperty("subject").GetString());
        Assert.Equal(Caller, Number(told, "from"));
        Assert.Equal(PhoneLab.Caller, Number(told, "to"));
        var call = Assert.Single(await _lab.ListAsync("incomingCalls"));
        Assert.Equal("ringing", call.GetProperty("state").GetString());
        Assert.Equal(told.GetProperty("serverCallId").GetString(), call.GetProperty("serverCallId").GetString());
        Assert.Empty(await _lab.ListAsync("calls"));
    }

    [Fact]
    public async Task An_answered_call_is_like_any_other()
    {
        var options = new AnswerCallOptions(Context(await CallInAsync()), _lab.Callback)
        {
            OperationContext = "hello",
            CallIntelligenceOptions = PhoneLab.Speech,
            AnsweredBy = new CommunicationUserIdentifier("8:acs:resource_desk"),
        };

        var answer = (await _lab.Calls.AnswerCallAsync(options)).Value;
        await _lab.RunUntilAsync("ParticipantsUpdated");
        var recognize = new CallMediaRecognizeDtmfOptions(new PhoneNumberIdentifier(Caller), maxTonesToCollect: 1)
        {
            Prompt = new TextSource("Press one."),
        };
        await answer.CallConnection.GetCallMedia().StartRecognizingAsync(recognize);
        await _lab.RunUntilAsync("RecognizeCompleted");
        await answer.CallConnection.HangUpAsync(forEveryone: true);
        await _lab.RunAsync();

        var properties = answer.CallConnectionProperties;
        Assert.Equal(CallConnectionState.Connecting, properties.CallConnectionState);
        Assert.Equal(PhoneLab.Caller, properties.AnsweredFor?.PhoneNumber);
        Assert.Equal("8:acs:resource_desk", properties.AnsweredBy?.Id);
        Assert.Equal(Caller, Assert.IsType<PhoneNumberIdentifier>(properties.Source).PhoneNumber);
        Assert.Equal("hello", _lab.Single<CallConnected>().OperationContext);
        Assert.Equal(
            ["CallConnected", "ParticipantsUpdated", "RecognizeCompleted", "CallDisconnected"], _lab.Kinds);
        var call = Assert.Single(await _lab.ListAsync("incomingCalls"));
        Assert.Equal(("answered", "1"), (Text(call, "outcome"), Text(call, "tones")));
    }

    [Fact]
    public async Task Whoever_hangs_up_while_they_are_answered_was_not_reached()
    {
        await _lab.ScriptAsync(Caller, new { ringsForSeconds = 5 });
        var told = await CallInAsync();
        await _lab.AdvanceAsync(4.9);

        await _lab.Calls.AnswerCallAsync(Context(told), _lab.Callback);
        await _lab.RunAsync();

        var result = _lab.Single<AnswerFailed>().ResultInformation!;
        Assert.Equal((487, 540487), (result.Code, result.SubCode));
        Assert.Equal(["AnswerFailed"], _lab.Kinds);
    }

    [Fact]
    public async Task Whoever_is_not_answered_gives_up()
    {
        var told = await CallInAsync();
        await _lab.RunAsync();

        await RefusedAsync(404, "8522", () => _lab.Calls.AnswerCallAsync(Context(told), _lab.Callback));

        Assert.Empty(_lab.Received);
        Assert.Equal("noAnswer", Text(Assert.Single(await _lab.ListAsync("incomingCalls")), "outcome"));
    }

    [Fact]
    public async Task A_call_is_sent_on_and_nothing_more_is_heard_of_it()
    {
        var told = await CallInAsync();

        await _lab.Calls.RedirectCallAsync(Context(told), PhoneLab.Invite(Elsewhere));
        await _lab.RunAsync();

        var call = Assert.Single(await _lab.ListAsync("incomingCalls"));
        Assert.Equal(("redirected", Elsewhere), (Text(call, "outcome"), Text(call, "redirectedTo")));
        Assert.Empty(_lab.Received);
        await RefusedAsync(404, "8522", () => _lab.Calls.RejectCallAsync(Context(told)));
    }

    [Theory]
    [InlineData("none", 603)]
    [InlineData("busy", 486)]
    [InlineData("forbidden", 403)]
    public async Task A_call_is_not_taken_and_nothing_more_is_heard_of_it(string reason, int code)
    {
        var told = await CallInAsync();

        await _lab.Calls.RejectCallAsync(new RejectCallOptions(Context(told)) { CallRejectReason = reason });
        await _lab.RunAsync();

        var call = Assert.Single(await _lab.ListAsync("incomingCalls"));
        Assert.Equal("declined", Text(call, "outcome"));
        Assert.Equal(code, call.GetProperty("result").GetProperty("code").GetInt32());
        Assert.Empty(_lab.Received);
    }

    [Fact]
    public async Task A_call_is_answered_once()
    {
        var context = Context(await CallInAsync());
        await _lab.Calls.AnswerCallAsync(context, _lab.Callback);

        await RefusedAsync(409, "8519", () => _lab.Calls.AnswerCallAsync(context, _lab.Callback));
        await RefusedAsync(409, "8519", () => _lab.Calls.RedirectCallAsync(context, PhoneLab.Invite(Elsewhere)));
        await RefusedAsync(400, "8523", () => _lab.Calls.AnswerCallAsync("another context", _lab.Callback));
    }

    [Fact]
    public async Task The_same_request_to_answer_is_answered_alike()
    {
        var body = new { incomingCallContext = Context(await CallInAsync()), callbackUri = _lab.Callback };
        using var request = new HttpClient { BaseAddress = _lab.Address };
        request.DefaultRequestHeaders.Add("Authorization", "Bearer token");
        request.DefaultRequestHeaders.Add("Repeatability-Request-ID", "3f2504e0-4f89-41d3-9a0c-0305e82c3301");

        var answers = new List<string>();
        for (var time = 0; time < 2; time++)
        {
            using var response = await request.PostAsJsonAsync(
                "/calling/callConnections:answer?api-version=2025-06-15", body);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            answers.Add(await response.Content.ReadAsStringAsync());
        }

        await _lab.RunUntilAsync("CallConnected");
        Assert.Equal(answers[0], answers[1]);
        Assert.Single(_lab.Kinds, kind => kind == "CallConnected");
    }

    [Fact]
    public async Task Events_may_come_before_the_answer_to_the_answer()
    {
        await _lab.SetFaultsAsync(new { earlyEvents = 1 });
        var told = await CallInAsync();

        await _lab.Calls.AnswerCallAsync(Context(told), _lab.Callback);

        Assert.Equal(["CallConnected", "ParticipantsUpdated"], _lab.Kinds);
    }

    [Theory]
    [InlineData("busy")]
    [InlineData("noAnswer")]
    [InlineData("voicemail")]
    public async Task Whoever_missed_a_call_may_call_back(string outcome)
    {
        await _lab.ScriptAsync(Caller, new { outcome, callsBackAfterSeconds = 600 });
        await _lab.CallAsync(Caller);

        await _lab.RunAsync();

        var missed = Assert.Single(await _lab.ListAsync("calls"));
        var back = Assert.Single(await _lab.ListAsync("incomingCalls"));
        Assert.Equal(
            TimeSpan.FromMinutes(10),
            back.GetProperty("createdAt").GetDateTimeOffset() - missed.GetProperty("endedAt").GetDateTimeOffset());
        Assert.Equal((Caller, PhoneLab.Caller), (Text(back, "from"), Text(back, "to")));
        Assert.Single(_subscriber.Events("IncomingCall"));
    }

    [Fact]
    public async Task Events_of_calls_that_come_in_may_come_twice_and_late_but_come()
    {
        await _lab.SetFaultsAsync(new { duplicateEvents = 1, delayEvents = 1, lostEvents = 1 });
        using var posted = await PostAsync();

        await _lab.AdvanceAsync(29.9);
        var before = _subscriber.Events("IncomingCall").Count();
        await _lab.AdvanceAsync(0.1);

        Assert.Equal(0, before);
        Assert.Equal(2, _subscriber.Events("IncomingCall").Count());
        Assert.Single(_subscriber.Events("IncomingCall").Select(told => Text(told, "id")).Distinct());
    }

    private async Task<JsonElement> CallInAsync()
    {
        using var posted = await PostAsync();
        await _lab.AdvanceAsync(0);
        await _lab.SettleAsync();
        return Assert.Single(_subscriber.Told("IncomingCall"));
    }

    private async Task<HttpResponseMessage> PostAsync()
    {
        var posted = await _lab.Http.PostAsJsonAsync("/simulator/incomingCalls", new { from = Caller, to = PhoneLab.Caller });
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        return posted;
    }

    private static async Task RefusedAsync(int status, string code, Func<Task> request)
    {
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(request);
        Assert.Equal((status, code), (refusal.Status, refusal.ErrorCode));
    }

    private static string Context(JsonElement told) => Text(told, "incomingCallContext");

    private static string Number(JsonElement told, string whose) =>
        told.GetProperty(whose).GetProperty("phoneNumber").GetProperty("value").GetString()!;

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
