using Azure;
using Switchboard.Embedded.Communication;
using Switchboard.Embedded.Communication.CallAutomation;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>Calls from their request to their end, through the SDK, the wire and the phone network.</summary>
public sealed class CallTests
{
    private const string Listener = "+447700900108";

    [Fact]
    public async Task A_call_is_connecting_when_it_was_asked_for_and_connected_when_it_was_answered()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var options = new CreateCallOptions(PhoneLab.Invite(Listener), lab.Callback)
        {
            OperationContext = "attempt-42",
            CallIntelligenceOptions = new CallIntelligenceOptions
            {
                CognitiveServicesEndpoint = new Uri("https://speech.example"),
            },
        };

        var created = await lab.Calls.CreateCallAsync(options);

        var properties = created.Value.CallConnectionProperties;
        Assert.Equal(201, created.GetRawResponse().Status);
        Assert.Equal(CallConnectionState.Connecting, properties.CallConnectionState);
        Assert.Equal(new PhoneNumberIdentifier(Listener), Assert.Single(properties.Targets));
        Assert.Equal(PhoneLab.Caller, properties.SourceCallerIdNumber!.PhoneNumber);
        Assert.Equal(lab.Callback, properties.CallbackUri);
        Assert.NotEmpty(properties.ServerCallId!);
        Assert.NotEmpty(properties.CorrelationId!);

        await lab.AdvanceAsync(5);

        Assert.Equal(["CallConnected", "ParticipantsUpdated"], lab.Kinds);
        Assert.All(lab.Received, received => Assert.Equal(TimeSpan.FromSeconds(5), received.At));
        Assert.All(
            lab.Received, received => Assert.Equal(properties.CallConnectionId, received.Event.CallConnectionId));
        Assert.All(lab.Received, received => Assert.Equal("attempt-42", received.Event.OperationContext));
        Assert.Equal(
            [Listener],
            lab.Single<ParticipantsUpdated>().Participants
                .Select(participant => participant.Identifier).OfType<PhoneNumberIdentifier>()
                .Select(phone => phone.PhoneNumber));
        var current = await created.Value.CallConnection.GetCallConnectionPropertiesAsync();
        Assert.Equal(CallConnectionState.Connected, current.Value.CallConnectionState);
    }

    [Fact]
    public async Task Events_are_cloud_events_as_the_service_sends_them()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);

        var received = lab.Received[0];

        Assert.Equal("Microsoft.Communication.CallConnected", received.CloudEvent.Type);
        Assert.Equal($"calling/callConnections/{call.CallConnectionId}", received.CloudEvent.Source);
        Assert.Equal(lab.Clock.GetUtcNow(), received.CloudEvent.Time);
        Assert.True(Guid.TryParse(received.CloudEvent.Id, out _));
        Assert.Equal("", received.Authorization);
        Assert.Equal(lab.Received.Count, lab.Received.Select(each => each.CloudEvent.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("01", 486, 560486, "busy")]
    [InlineData("02", 480, 560480, "noAnswer")]
    [InlineData("03", 404, 560404, "invalid")]
    [InlineData("05", 603, 560603, "declined")]
    public async Task A_number_that_is_not_reached_says_why(string ending, int code, int subCode, string outcome)
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.CallAsync("+4477009001" + ending, "attempt-1");

        await lab.RunAsync();

        var failed = Assert.IsType<CreateCallFailed>(Assert.Single(lab.Received).Event);
        Assert.Equal((code, subCode), (failed.ResultInformation!.Code, failed.ResultInformation.SubCode));
        Assert.Equal("attempt-1", failed.OperationContext);
        var record = Assert.Single(await lab.ListAsync("calls"));
        Assert.Equal(outcome, record.GetProperty("outcome").GetString());
        Assert.Equal(code, record.GetProperty("result").GetProperty("code").GetInt32());
        Assert.Equal(subCode, record.GetProperty("result").GetProperty("subCode").GetInt32());
        await AssertGoneAsync(call);
    }

    [Fact]
    public async Task Nobody_waits_for_an_answer_longer_than_a_phone_rings()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.CallAsync("+447700900102");

        await lab.RunAsync();

        Assert.InRange(lab.Elapsed.TotalSeconds, 30, 45);
    }

    [Fact]
    public async Task A_voicemail_answers_like_anyone_and_presses_nothing()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync("+447700900104");

        await call.GetCallMedia().StartRecognizingAsync(
            new CallMediaRecognizeDtmfOptions(new PhoneNumberIdentifier("+447700900104"), 1)
            {
                Prompt = new TextSource("Press 1 if you are a human being."),
            });
        await lab.RunUntilAsync("RecognizeFailed");

        Assert.Equal(MediaEventReasonCode.RecognizeInitialSilenceTimedOut, lab.Single<RecognizeFailed>().ReasonCode);
        Assert.Equal("voicemail", (await lab.ListAsync("calls"))[0].GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_application_hangs_up(bool forEveryone)
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);

        var response = await call.HangUpAsync(forEveryone);
        await lab.RunAsync();

        Assert.Equal(204, response.Status);
        var result = lab.Single<CallDisconnected>().ResultInformation!;
        Assert.Equal((0, 7000), (result.Code, result.SubCode));
        Assert.Equal("CallDisconnected", lab.Kinds[^1]);
        await AssertGoneAsync(call);
    }

    [Fact]
    public async Task The_application_hangs_up_before_anyone_answers()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.CallAsync(Listener);

        await call.HangUpAsync(forEveryone: true);
        await lab.RunAsync();

        Assert.Equal(["CallDisconnected"], lab.Kinds);
        Assert.Equal("canceled", (await lab.ListAsync("calls"))[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_person_on_a_silent_line_hangs_up_after_a_while()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);
        var answered = lab.Elapsed;

        await lab.RunAsync();

        var result = lab.Single<CallDisconnected>().ResultInformation!;
        Assert.Equal((0, 560000), (result.Code, result.SubCode));
        Assert.Equal(TimeSpan.FromSeconds(45), lab.Elapsed - answered);
        await AssertGoneAsync(call);
    }

    [Fact]
    public async Task Participants_are_the_application_and_who_was_called()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);

        var participants = (await call.GetParticipantsAsync()).Value;
        var one = (await call.GetParticipantAsync(new PhoneNumberIdentifier(Listener))).Value;
        var stranger = await Assert.ThrowsAsync<RequestFailedException>(
            () => call.GetParticipantAsync(new PhoneNumberIdentifier("+447700900999")));

        Assert.Equal(2, participants.Count);
        Assert.Single(participants, participant => participant.Identifier is CommunicationUserIdentifier);
        Assert.Equal(new PhoneNumberIdentifier(Listener), one.Identifier);
        Assert.Equal(404, stranger.Status);
    }

    [Fact]
    public async Task A_call_that_never_was_is_not_found()
    {
        await using var lab = await PhoneLab.OpenAsync();

        await AssertGoneAsync(lab.Calls.GetCallConnection("00000000-0000-0000-0000-000000000000"));
    }

    [Theory]
    [InlineData("http://example.com/callback")]
    [InlineData("ftp://127.0.0.1/callback")]
    public async Task Callbacks_must_be_https_or_stay_on_this_machine(string callback)
    {
        await using var lab = await PhoneLab.OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(
            () => lab.Calls.CreateCallAsync(PhoneLab.Invite(Listener), new Uri(callback)));

        Assert.Empty(await lab.ListAsync("calls"));
    }

    private static async Task AssertGoneAsync(CallConnection call)
    {
        var media = call.GetCallMedia();
        Func<Task>[] requests =
        [
            () => call.GetCallConnectionPropertiesAsync(),
            () => call.GetParticipantsAsync(),
            () => call.HangUpAsync(forEveryone: false),
            () => call.HangUpAsync(forEveryone: true),
            () => media.PlayToAllAsync(new TextSource("Hello?")),
            () => media.CancelAllMediaOperationsAsync(),
        ];
        foreach (var request in requests)
        {
            var failure = await Assert.ThrowsAsync<RequestFailedException>(request);
            Assert.Equal((404, "8522"), (failure.Status, failure.ErrorCode));
        }
    }
}
