using Azure;
using Switchboard.Embedded.Communication;
using Switchboard.Embedded.Communication.CallAutomation;

namespace Switchboard.Tests.Embedded.Communication;

/// <summary>Playing to people.</summary>
public sealed class MediaTests
{
    private const string Listener = "+447700900108";
    private const string Impatient = "+447700900106";

    [Fact]
    public async Task A_text_is_played_for_as_long_as_it_takes_to_read_it()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);
        var began = lab.Elapsed;

        var text = new TextSource(new string('a', 150), "en-GB-SoniaNeural");
        var response = await call.GetCallMedia().PlayToAllAsync(
            new PlayToAllOptions(text) { OperationContext = "prompt" });
        await lab.RunUntilAsync("PlayCompleted");

        Assert.Equal(202, response.GetRawResponse().Status);
        Assert.Equal(["CallConnected", "ParticipantsUpdated", "PlayStarted", "PlayCompleted"], lab.Kinds);
        Assert.Equal(TimeSpan.FromSeconds(10), lab.Elapsed - began);
        var completed = lab.Single<PlayCompleted>();
        Assert.Equal("prompt", completed.OperationContext);
        Assert.Equal(MediaEventReasonCode.CompletedSuccessfully, completed.ReasonCode);
    }

    [Fact]
    public async Task Files_texts_and_markup_are_played_one_after_the_other_and_remembered()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);
        var began = lab.Elapsed;
        PlaySource[] sources =
        [
            new FileSource(new Uri("https://files.example/hello.wav")),
            new TextSource(new string('b', 30), "en-GB", VoiceKind.Female),
            new SsmlSource($"<speak version=\"1.0\">{new string('c', 45)}</speak>"),
        ];

        await call.GetCallMedia().PlayAsync(new PlayOptions(sources, [new PhoneNumberIdentifier(Listener)]));
        await lab.RunUntilAsync("PlayCompleted");

        Assert.Equal(TimeSpan.FromSeconds(10 + 2 + 3), lab.Elapsed - began);
        var prompts = (await lab.ListAsync("calls"))[0].GetProperty("prompts").EnumerateArray().ToList();
        Assert.Equal(["file", "text", "ssml"], prompts.Select(prompt => prompt.GetProperty("kind").GetString()));
        Assert.Equal("https://files.example/hello.wav", prompts[0].GetProperty("content").GetString());
    }

    [Fact]
    public async Task Events_of_an_operation_go_to_its_own_address()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);

        await call.GetCallMedia().PlayToAllAsync(new PlayToAllOptions(new TextSource("Hello."))
        {
            OperationCallbackUri = new Uri(lab.Address, "/callback/own"),
        });
        await lab.RunAsync();

        Assert.Equal("/callback/own", lab.Received.Single(received => received.Kind == "PlayCompleted").Path);
        Assert.Equal("/callback", lab.Received.Single(received => received.Kind == "CallDisconnected").Path);
    }

    [Fact]
    public async Task Someone_who_hangs_up_in_the_prompt_ends_everything()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Impatient);

        await call.GetCallMedia().PlayToAllAsync(new TextSource("Hello, this is a message for you."));
        await lab.RunAsync();

        Assert.Equal(["CallConnected", "ParticipantsUpdated", "PlayStarted", "CallDisconnected"], lab.Kinds);
    }

    [Fact]
    public async Task Nothing_is_played_before_someone_answers()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.CallAsync(Listener);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => call.GetCallMedia().PlayToAllAsync(new TextSource("Hello?")));

        Assert.Equal((400, "8501"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task One_thing_is_played_at_a_time_unless_it_may_interrupt()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);
        var media = call.GetCallMedia();
        await media.PlayToAllAsync(new PlayToAllOptions(new TextSource("First.")) { OperationContext = "first" });

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => media.PlayToAllAsync(new TextSource("Second.")));
        await media.PlayToAllAsync(new PlayToAllOptions(new TextSource("Third."))
        {
            OperationContext = "third",
            InterruptCallMediaOperation = true,
        });
        await lab.RunUntilAsync("PlayCompleted");

        Assert.Equal((400, "8500"), (failure.Status, failure.ErrorCode));
        Assert.Equal("first", lab.Single<PlayCanceled>().OperationContext);
        Assert.Equal("third", lab.Single<PlayCompleted>().OperationContext);
    }

    [Fact]
    public async Task A_loop_plays_until_it_is_canceled()
    {
        await using var lab = await PhoneLab.OpenAsync();
        await lab.ScriptAsync(Listener, new { listenSeconds = 600 });
        var call = await lab.TalkAsync(Listener);
        await call.GetCallMedia().PlayToAllAsync(new PlayToAllOptions(new TextSource("La.")) { Loop = true });

        await lab.AdvanceAsync(300);
        var before = lab.Kinds;
        await call.GetCallMedia().CancelAllMediaOperationsAsync();
        await lab.SettleAsync();

        Assert.Equal("PlayStarted", before[^1]);
        Assert.Equal("PlayCanceled", lab.Kinds[^1]);
    }

    [Fact]
    public async Task An_empty_text_fails_to_play()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);

        await call.GetCallMedia().PlayToAllAsync([new TextSource("Hello."), new SsmlSource("<speak> </speak>")]);
        await lab.RunUntilAsync("PlayFailed");

        var failed = lab.Single<PlayFailed>();
        Assert.Equal(MediaEventReasonCode.PlaySourceTextOrSsmlEmpty, failed.ReasonCode);
        Assert.Equal(1, failed.FailedPlaySourceIndex);
    }

    [Fact]
    public async Task A_play_without_a_context_gets_one_of_its_own()
    {
        await using var lab = await PhoneLab.OpenAsync();
        var call = await lab.TalkAsync(Listener);

        await call.GetCallMedia().PlayToAllAsync(new TextSource("Hello."));
        await lab.RunUntilAsync("PlayCompleted");

        Assert.True(Guid.TryParse(lab.Single<PlayCompleted>().OperationContext, out _));
    }
}
