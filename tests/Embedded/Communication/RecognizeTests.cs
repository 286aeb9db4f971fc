using Azure;
using Switchboard.Embedded.Communication;
using Switchboard.Embedded.Communication.CallAutomation;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>Waiting for keys.</summary>
public sealed class RecognizeTests
{
    private const string Number = "+447700900150";

    [Fact]
    public async Task The_magic_presser_presses_1_after_the_prompt()
    {
        const string presser = "+447700900107";
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(presser);
        var options = new CallMediaRecognizeDtmfOptions(new PhoneNumberIdentifier(presser), 1)
        {
            Prompt = new TextSource("Please press one."),
            OperationContext = "menu",
        };

        var response = await call.GetCallMedia().StartRecognizingAsync(options);
        await lab.RunUntilAsync("RecognizeCompleted");

        Assert.Equal(202, response.GetRawResponse().Status);
        var completed = lab.Single<RecognizeCompleted>();
        Assert.Equal("menu", completed.OperationContext);
        Assert.Equal(CallMediaRecognitionType.Dtmf, completed.RecognitionType);
        Assert.Equal("1", Assert.IsType<DtmfResult>(completed.RecognizeResult).ConvertToString());
        Assert.Equal(8531, completed.ResultInformation!.SubCode);
        Assert.Equal("1", (await lab.ListAsync("calls"))[0].GetProperty("tones").GetString());
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 13)]
    public async Task Whoever_knows_the_menu_is_heard_in_the_prompt_where_that_is_wanted(bool interrupts, double seconds)
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.ScriptAsync(Number, new { tones = new[] { "1" }, interruptsAfterSeconds = 2, thinkSeconds = 3 });
        var call = await lab.TalkAsync(Number);
        var began = lab.Elapsed;
        var options = new CallMediaRecognizeDtmfOptions(new PhoneNumberIdentifier(Number), 1)
        {
            Prompt = new FileSource(new Uri("https://files.example/ten-seconds.wav")),
            InterruptPrompt = interrupts,
        };

        await call.GetCallMedia().StartRecognizingAsync(options);
        await lab.RunUntilAsync("RecognizeCompleted");

        Assert.Equal(TimeSpan.FromSeconds(seconds), lab.Elapsed - began);
    }

    [Fact]
    public async Task A_machine_talks_into_the_question()
    {
        const string machine = "+447700900104";
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(machine);
        var choice = new RecognitionChoice("Confirm", ["confirm"]) { Tone = DtmfTone.One };
        var options = new CallMediaRecognizeChoiceOptions(new PhoneNumberIdentifier(machine), [choice])
        {
            Prompt = new TextSource("Please say confirm or press one."),
            InterruptPrompt = true,
        };

        await call.GetCallMedia().StartRecognizingAsync(options);
        await lab.RunUntilAsync("RecognizeFailed");
        await call.GetCallMedia().StartRecognizingAsync(options);
        await lab.RunUntilAsync(
            received => received.Event.ResultInformation!.SubCode == 8510, "silence after the greeting");

        Assert.Equal(8547, lab.Received.First(told => told.Kind == "RecognizeFailed").Event.ResultInformation!.SubCode);
        var said = Assert.Single((await lab.ListAsync("calls"))[0].GetProperty("said").EnumerateArray());
        Assert.Contains("leave a message", said.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Words_are_not_understood_and_texts_not_read_in_a_call_without_a_speech_service()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = (await lab.Calls.CreateCallAsync(PhoneLab.Invite("+447700900108"), lab.Callback)).Value.CallConnection;
        await lab.RunUntilAsync("CallConnected");

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(
            () => call.GetCallMedia().PlayToAllAsync(new TextSource("Hello")));

        Assert.Equal((405, "8522"), (refusal.Status, refusal.ErrorCode));
        await call.GetCallMedia().PlayToAllAsync(new FileSource(new Uri("https://files.example/hello.wav")));
        await lab.RunUntilAsync("PlayCompleted");
    }

    [Fact]
    public async Task So_many_keys_as_asked_for_end_it()
    {
        await using var lab = await PhoneLab.OpenAsync();

        await RecognizeAsync(lab, ["12345"], options => { }, "RecognizeCompleted", max: 4);

        var completed = lab.Single<RecognizeCompleted>();
        Assert.Equal(8531, completed.ResultInformation!.SubCode);
        Assert.Equal("1234", Assert.IsType<DtmfResult>(completed.RecognizeResult).ConvertToString());
    }

    [Fact]
    public async Task A_stop_key_ends_it()
    {
        await using var lab = await PhoneLab.OpenAsync();

        await RecognizeAsync(
            lab, ["42#9"], options => options.StopTones = [DtmfTone.Pound], "RecognizeCompleted", max: 10);

        var completed = lab.Single<RecognizeCompleted>();
        Assert.Equal(8514, completed.ResultInformation!.SubCode);
        Assert.Equal(
            [DtmfTone.Four, DtmfTone.Two, DtmfTone.Pound], Assert.IsType<DtmfResult>(completed.RecognizeResult).Tones);
    }

    [Fact]
    public async Task Silence_after_the_prompt_fails_it()
    {
        await using var lab = await PhoneLab.OpenAsync();

        await RecognizeAsync(
            lab, [], options => options.InitialSilenceTimeout = TimeSpan.FromSeconds(7), "RecognizeFailed");

        var failed = lab.Single<RecognizeFailed>();
        Assert.Equal(MediaEventReasonCode.RecognizeInitialSilenceTimedOut, failed.ReasonCode);
        Assert.Equal(400, failed.ResultInformation!.Code);
        Assert.Equal(TimeSpan.FromSeconds(5 + 7), lab.Elapsed);
    }

    [Fact]
    public async Task Thinking_longer_than_the_silence_allows_fails_it()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.ScriptAsync(Number, new { tones = new[] { "1" }, thinkSeconds = 6 });
        var call = await lab.TalkAsync(Number);

        await call.GetCallMedia().StartRecognizingAsync(
            new CallMediaRecognizeDtmfOptions(new PhoneNumberIdentifier(Number), 1));
        await lab.RunUntilAsync("RecognizeFailed");

        Assert.Equal(MediaEventReasonCode.RecognizeInitialSilenceTimedOut, lab.Single<RecognizeFailed>().ReasonCode);
    }

    [Fact]
    public async Task A_key_that_does_not_follow_in_time_fails_it()
    {
        await using var lab = await PhoneLab.OpenAsync();

        await RecognizeAsync(
            lab, ["12"], options => options.InterToneTimeout = TimeSpan.FromSeconds(3), "RecognizeFailed", max: 4);

        Assert.Equal(MediaEventReasonCode.RecognizeInterDigitTimedOut, lab.Single<RecognizeFailed>().ReasonCode);
        Assert.Equal(TimeSpan.FromSeconds(5 + 2 + 0.5 + 3), lab.Elapsed);
    }

    [Fact]
    public async Task Each_prompt_gets_its_own_keys()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await RecognizeAsync(lab, ["1", "2"], options => { }, "RecognizeCompleted");

        await call.GetCallMedia().StartRecognizingAsync(
            new CallMediaRecognizeDtmfOptions(new PhoneNumberIdentifier(Number), 1));
        await lab.AdvanceAsync(10);
        await call.GetCallMedia().StartRecognizingAsync(
            new CallMediaRecognizeDtmfOptions(new PhoneNumberIdentifier(Number), 1));
        await lab.RunUntilAsync("RecognizeFailed");

        var pressed = lab.Received.Select(received => received.Event).OfType<RecognizeCompleted>()
            .Select(completed => ((DtmfResult)completed.RecognizeResult!).ConvertToString());
        Assert.Equal(["1", "2"], pressed);
        Assert.Equal("12", (await lab.ListAsync("calls"))[0].GetProperty("tones").GetString());
    }

    [Fact]
    public async Task It_is_canceled_by_request()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.ScriptAsync(Number, new { });
        var call = await lab.TalkAsync(Number);
        await call.GetCallMedia().StartRecognizingAsync(
            new CallMediaRecognizeDtmfOptions(new PhoneNumberIdentifier(Number), 1) { OperationContext = "menu" });

        await call.GetCallMedia().CancelAllMediaOperationsAsync();
        await lab.RunAsync();

        Assert.Equal("menu", lab.Single<RecognizeCanceled>().OperationContext);
        Assert.DoesNotContain("RecognizeFailed", lab.Kinds);
    }

    [Fact]
    public async Task Only_someone_in_the_call_can_be_listened_to()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.ScriptAsync(Number, new { });
        var call = await lab.TalkAsync(Number);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => call.GetCallMedia().StartRecognizingAsync(
            new CallMediaRecognizeDtmfOptions(new PhoneNumberIdentifier("+447700900999"), 1)));

        Assert.Equal((400, "8523"), (failure.Status, failure.ErrorCode));
    }

    private static async Task<CallConnection> RecognizeAsync(
        PhoneLab lab, string[] tones, Action<CallMediaRecognizeDtmfOptions> configure, string until, int max = 1)
    {
        await lab.ScriptAsync(Number, new { tones });
        var call = await lab.TalkAsync(Number);
        var options = new CallMediaRecognizeDtmfOptions(new PhoneNumberIdentifier(Number), max);
        configure(options);
        await call.GetCallMedia().StartRecognizingAsync(options);
        await lab.RunUntilAsync(until);
        return call;
    }
}
