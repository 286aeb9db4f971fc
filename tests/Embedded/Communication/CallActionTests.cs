using Azure;
using Switchboard.Embedded.Communication;
using Switchboard.Embedded.Communication.CallAutomation;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>Handing a call on, bringing others in, keys as they come, choices and recordings.</summary>
public sealed class CallActionTests
{
    private const string Listener = "+447700900108";
    private const string Presser = "+447700900107";
    private const string Busy = "+447700900101";

    private static readonly CommunicationUserIdentifier Agent = new("8:acs:resource_agent");

    [Fact]
    public async Task A_call_that_is_handed_on_is_over_for_the_application()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);

        var options = new TransferToParticipantOptions(new PhoneNumberIdentifier("+447700900208"))
        {
            OperationContext = "to sales",
            SourceCallerIdNumber = new PhoneNumberIdentifier(PhoneLab.Caller),
        };
        var response = await call.TransferCallToParticipantAsync(options);
        var state = (await call.GetCallConnectionPropertiesAsync()).Value.CallConnectionState;
        await lab.RunAsync();

        Assert.Equal(202, response.GetRawResponse().Status);
        Assert.Equal("to sales", response.Value.OperationContext);
        Assert.Equal(CallConnectionState.Transferring, state);
        Assert.Equal(["CallTransferAccepted", "CallDisconnected"], lab.Kinds.TakeLast(2));
        var accepted = lab.Single<CallTransferAccepted>();
        Assert.Equal("to sales", accepted.OperationContext);
        Assert.Equal(new PhoneNumberIdentifier("+447700900208"), accepted.TransferTarget);
        Assert.Equal(new PhoneNumberIdentifier(Listener), accepted.Transferee);
    }

    [Fact]
    public async Task A_call_that_nobody_takes_over_goes_on()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);

        await call.TransferCallToParticipantAsync(new PhoneNumberIdentifier(Busy));
        await lab.RunUntilAsync("CallTransferFailed");

        Assert.Equal(486, lab.Single<CallTransferFailed>().ResultInformation!.Code);
        var state = (await call.GetCallConnectionPropertiesAsync()).Value.CallConnectionState;
        Assert.Equal(CallConnectionState.Connected, state);
    }

    [Fact]
    public async Task Someone_who_is_brought_in_talks_until_the_other_has_had_enough()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.ScriptAsync(Listener, new { talkSeconds = 100 });
        var call = await lab.TalkAsync(Listener);
        var options = new AddParticipantOptions(new CallInvite(Agent)) { OperationContext = "agent" };

        var added = (await call.AddParticipantAsync(options)).Value;
        await lab.RunUntilAsync("AddParticipantSucceeded");
        var began = lab.Elapsed;
        var participants = (await call.GetParticipantsAsync()).Value;
        await lab.RunUntilAsync(
            received => received.Event is ParticipantsUpdated { SequenceNumber: 3 }, "third ParticipantsUpdated");
        var left = lab.Elapsed - began;
        var alone = (await call.GetParticipantsAsync()).Value;

        Assert.Equal(Agent, added.Participant.Identifier);
        Assert.Equal("agent", lab.Single<AddParticipantSucceeded>().OperationContext);
        Assert.Equal(3, participants.Count);
        Assert.Equal(TimeSpan.FromSeconds(100), left);
        Assert.Equal(Agent, alone[^1].Identifier);
        Assert.DoesNotContain("CallDisconnected", lab.Kinds);
    }

    [Fact]
    public async Task Someone_who_does_not_come_or_comes_too_late_is_told()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.ScriptAsync("+447700900208", new { outcome = "answer", ringSeconds = 30 });
        await lab.ScriptAsync(Listener, new { patienceSeconds = 300 });
        var call = await lab.TalkAsync(Listener);

        await call.AddParticipantAsync(PhoneLab.Invite(Busy));
        await call.AddParticipantAsync(
            new AddParticipantOptions(PhoneLab.Invite("+447700900208")) { InvitationTimeoutInSeconds = 10 });
        await lab.AdvanceAsync(40);

        Assert.Equal(
            [486, 487],
            lab.Received.Select(received => received.Event).OfType<AddParticipantFailed>()
                .Select(failed => failed.ResultInformation!.Code));
    }

    [Fact]
    public async Task An_invitation_is_taken_back_in_time_or_not()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);
        var invitation = (await call.AddParticipantAsync(PhoneLab.Invite("+447700900208"))).Value.InvitationId;

        await call.CancelAddParticipantOperationAsync(invitation);
        await call.CancelAddParticipantOperationAsync(invitation);
        await lab.AdvanceAsync(20);

        Assert.Equal(invitation, lab.Single<CancelAddParticipantSucceeded>().InvitationId);
        Assert.Equal(invitation, lab.Single<CancelAddParticipantFailed>().InvitationId);
        Assert.DoesNotContain("AddParticipantSucceeded", lab.Kinds);
    }

    [Fact]
    public async Task Whoever_is_taken_out_is_gone_and_with_the_last_one_the_call()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);

        await call.RemoveParticipantAsync(Agent, "nobody");
        await call.RemoveParticipantAsync(new PhoneNumberIdentifier(Listener), "last");
        await lab.SettleAsync();

        Assert.Equal("nobody", lab.Single<RemoveParticipantFailed>().OperationContext);
        Assert.Equal("last", lab.Single<RemoveParticipantSucceeded>().OperationContext);
        Assert.Equal(7000, lab.Single<CallDisconnected>().ResultInformation!.SubCode);
    }

    [Fact]
    public async Task Someone_is_muted_and_someone_is_kept_waiting()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);
        var listener = new PhoneNumberIdentifier(Listener);
        await call.AddParticipantAsync(new CallInvite(Agent));
        await lab.RunUntilAsync("AddParticipantSucceeded");

        await call.MuteParticipantAsync(Agent);
        await call.GetCallMedia().HoldAsync(listener);
        var muted = (await call.GetParticipantAsync(Agent)).Value;
        var held = (await call.GetParticipantAsync(listener)).Value;
        await call.GetCallMedia().UnholdAsync(listener);
        var unheld = (await call.GetParticipantAsync(listener)).Value;

        Assert.True(muted.IsMuted);
        Assert.True(held.IsOnHold);
        Assert.False(unheld.IsOnHold);
    }

    [Theory]
    [InlineData("1", "RecognizeCompleted", 8533)]
    [InlineData("3", "RecognizeFailed", 8534)]
    [InlineData(null, "RecognizeFailed", 8510)]
    public async Task A_choice_is_made_by_its_key(string? key, string kind, int subCode)
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.ScriptAsync(Presser, new { tones = key is null ? Array.Empty<string>() : [key] });
        var call = await lab.TalkAsync(Presser);
        RecognitionChoice[] choices =
        [
            new("Confirm", ["yes"]) { Tone = DtmfTone.One },
            new("Cancel", ["no"]) { Tone = DtmfTone.Two },
        ];

        await call.GetCallMedia().StartRecognizingAsync(
            new CallMediaRecognizeChoiceOptions(new PhoneNumberIdentifier(Presser), choices));
        await lab.RunUntilAsync(kind);

        var told = lab.Received.Single(received => received.Kind == kind).Event;
        Assert.Equal(subCode, told.ResultInformation!.SubCode);
        if (told is RecognizeCompleted { RecognizeResult: var result })
            Assert.Equal("Confirm", Assert.IsType<ChoiceResult>(result).Label);
    }

    [Fact]
    public async Task Keys_are_told_as_they_are_pressed_until_that_is_stopped()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.ScriptAsync(Presser, new { tones = new[] { "12", "3" } });
        var call = await lab.TalkAsync(Presser);
        var media = call.GetCallMedia();
        var presser = new PhoneNumberIdentifier(Presser);

        await media.StartContinuousDtmfRecognitionAsync(presser);
        await media.PlayToAllAsync(new TextSource("Press what you like."));
        await lab.RunUntilAsync("PlayCompleted");
        await lab.AdvanceAsync(5);
        await media.StopContinuousDtmfRecognitionAsync(presser);
        await media.PlayToAllAsync(new TextSource("Nobody listens."));
        await lab.RunAsync();

        var keys = lab.Received.Select(received => received.Event).OfType<ContinuousDtmfRecognitionToneReceived>();
        Assert.Equal(
            [((int?)1, (DtmfTone?)DtmfTone.One), (2, DtmfTone.Two)], keys.Select(key => (key.SequenceId, key.Tone)));
        lab.Single<ContinuousDtmfRecognitionStopped>();
    }

    [Fact]
    public async Task Keys_are_sent()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);
        var options = new SendDtmfTonesOptions([DtmfTone.One, DtmfTone.Pound], new PhoneNumberIdentifier(Listener))
        {
            OperationContext = "extension",
        };

        var sent = (await call.GetCallMedia().SendDtmfTonesAsync(options)).Value;
        await lab.RunUntilAsync("SendDtmfTonesCompleted");

        Assert.Equal("extension", sent.OperationContext);
        Assert.Equal("1#", (await lab.ListAsync("calls"))[0].GetProperty("sentTones").GetString());
    }

    [Fact]
    public async Task A_recording_runs_pauses_and_ends_with_its_call()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);
        var recordings = lab.Calls.GetCallRecording();
        var options = new StartRecordingOptions(call.CallConnectionId) { RecordingStateCallbackUri = lab.Callback };

        var id = (await recordings.StartAsync(options)).Value.RecordingId;
        await recordings.PauseAsync(id);
        await recordings.PauseAsync(id);
        var paused = (await recordings.GetStateAsync(id)).Value.RecordingState;
        await recordings.ResumeAsync(id);
        await call.HangUpAsync(forEveryone: true);
        await lab.SettleAsync();

        Assert.Equal(RecordingState.Inactive, paused);
        var told = lab.Received.Select(received => received.Event).OfType<RecordingStateChanged>().ToList();
        Assert.Equal(["active", "inactive", "active", "inactive"], told.Select(change => change.State.ToString()));
        Assert.All(told, change => Assert.Equal(id, change.RecordingId));
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => recordings.GetStateAsync(id));
        Assert.Equal(404, failure.Status);
    }

    [Fact]
    public async Task Nothing_of_it_is_done_before_someone_answers()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.CallAsync(Listener);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => call.AddParticipantAsync(new CallInvite(Agent)));

        Assert.Equal((400, "8501"), (failure.Status, failure.ErrorCode));
    }
}
