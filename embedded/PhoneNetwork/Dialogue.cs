namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>
/// What the application plays and asks in a call, one thing at a time, and what the other end presses and says to it.
/// To be used under the network's gate.
/// </summary>
internal sealed class Dialogue(PhoneCall call, Person person, TelephoneNetwork network)
{
    private readonly Alarm _next = network.NewAlarm();
    private readonly Alarm _keys = network.NewAlarm();
    private readonly Alarm _interruption = network.NewAlarm();
    private MediaRequest? _media;
    private DateTimeOffset? _greetsUntil;
    private string _collected = "";
    private int _prompts;

    /// <summary>Whether something is played or listened for.</summary>
    public bool IsBusy => _media is not null;

    /// <summary>When they will have listened for as long as they care to; null for never.</summary>
    public DateTimeOffset? ListensUntil { get; private set; }

    /// <summary>What a machine says when it has answered.</summary>
    public void Greet()
    {
        if (person.Greeting is not { } greeting)
            return;
        _greetsUntil = network.Now + Durations.Speech(greeting);
        Say(greeting);
    }

    public MediaRefusal Begin(MediaRequest media)
    {
        if (call.Record.State != CallState.Connected)
            return MediaRefusal.NotEstablished;
        if (media.NeedsSpeech && !call.Record.HasSpeech)
            return MediaRefusal.NoSpeech;
        if (IsBusy && !media.Interrupts)
            return MediaRefusal.Busy;

        Cancel();
        _media = media;
        ListensUntil ??= network.Now + person.ListenTime;
        call.PlanToLeave();

        var empty = media.Prompts.TakeWhile(prompt => !prompt.IsEmpty).Count();
        if (empty < media.Prompts.Count)
        {
            _next.Set(Durations.PlayFailure, () => FailToPlay(empty));
            return MediaRefusal.None;
        }

        if (media is PlayRequest)
            call.Tell("PlayStarted", CallResult.Success, null, media.Operation);
        else if (media is RecognizeRequest { InterruptsPrompt: true, Prompts.Count: > 0 } recognize)
            PlanToInterrupt(recognize);
        PlayFrom(0);
        return MediaRefusal.None;
    }

    /// <summary>Ends what is being played or recognized, if anything is.</summary>
    public void Cancel()
    {
        if (_media is { } media)
            EndMedia(media is PlayRequest ? "PlayCanceled" : "RecognizeCanceled", CallResult.MediaCanceled);
    }

    /// <summary>Stops its timers; nobody is told.</summary>
    public void Abandon()
    {
        _next.Clear();
        _keys.Clear();
        _interruption.Clear();
        _media = null;
    }

    private void PlayFrom(int index)
    {
        if (index < _media!.Prompts.Count)
        {
            var prompt = _media.Prompts[index];
            var heard = new PromptHeard(prompt.Kind, prompt.Content, network.Now);
            call.Note(record => record with { Prompts = [.. record.Prompts, heard] });
            _next.Set(prompt.Duration, () => PlayFrom(index + 1));
        }
        else if (_media is PlayRequest { Loop: true })
        {
            KeepPlaying();
        }
        else if (_media is RecognizeRequest recognize)
        {
            Listen(recognize);
        }
        else
        {
            EndMedia("PlayCompleted", CallResult.Success);
            if (call.Keys.IsOn && person.Pressed(_prompts++) is { Length: > 0 } keys)
                _keys.Set(person.ThinkTime, () => PressAll(keys, 0));
        }
    }

    // A loop ends with the call or by a request. Nothing more happens in it, so it needs no timer; but the one who
    // hears it does not listen for ever.
    private void KeepPlaying()
    {
        ListensUntil ??= network.Now + person.Patience;
        call.PlanToLeave();
    }

    private void FailToPlay(int index)
    {
        var kind = _media is PlayRequest ? "PlayFailed" : "RecognizeFailed";
        EndMedia(kind, CallResult.EmptySource, told => told with { FailedPrompt = index });
    }

    private void PressAll(string keys, int index)
    {
        Pressed(keys[index]);
        if (index + 1 < keys.Length)
            _keys.Set(Durations.ToneGap, () => PressAll(keys, index + 1));
    }

    private void Pressed(char key)
    {
        call.Note(record => record with { Tones = record.Tones + key });
        call.Keys.Pressed(key);
    }

    private void Say(string words)
    {
        var said = new WordsSaid(words, network.Now);
        call.Note(record => record with { Said = [.. record.Said, said] });
    }

    // Whoever knows the menu does not hear it to its end; a machine talks into it.
    private void PlanToInterrupt(RecognizeRequest recognize)
    {
        if (recognize.Choices is not null && IsGreeting)
            _interruption.Set(TimeSpan.Zero, () => Interrupt(recognize));
        else if (person.InterruptsAfter is { } after && person.Pressed(_prompts).Length > 0)
            _interruption.Set(after, () => Interrupt(recognize));
    }

    private void Interrupt(RecognizeRequest recognize)
    {
        _next.Clear();
        Listen(recognize, TimeSpan.Zero);
    }

    private void Listen(RecognizeRequest recognize) => Listen(recognize, person.ThinkTime);

    private void Listen(RecognizeRequest recognize, TimeSpan thinkTime)
    {
        _interruption.Clear();
        _collected = "";
        var prompt = _prompts++;
        var keys = person.Pressed(prompt);
        if (recognize.Choices is { } choices && IsGreeting)
            _next.Set(_greetsUntil!.Value - network.Now, () => ChooseBySaying(choices, person.Greeting!));
        else if (thinkTime > recognize.InitialSilence)
            StaySilent(recognize);
        else if (recognize.Choices is { } spoken && Words(spoken, prompt, keys) is { } words)
            _next.Set(thinkTime + Durations.Speech(words), () => Speak(spoken, words));
        else if (keys.Length > 0)
            _next.Set(thinkTime, () => Press(recognize, keys, 0));
        else
            StaySilent(recognize);
    }

    private bool IsGreeting => _greetsUntil > network.Now;

    private void StaySilent(RecognizeRequest recognize) =>
        _next.Set(recognize.InitialSilence, () => EndMedia("RecognizeFailed", CallResult.InitialSilence));

    // What they say where they may: words of their own, or those that stand for the key they would press.
    private string? Words(IReadOnlyList<Choice> choices, int prompt, string keys) =>
        person.Said(prompt)
        ?? (person.Speaks && keys.Length > 0
            ? choices.FirstOrDefault(choice => choice.Tone == keys[0])?.Phrases.FirstOrDefault()
            : null);

    private void Speak(IReadOnlyList<Choice> choices, string words)
    {
        Say(words);
        ChooseBySaying(choices, words);
    }

    private void ChooseBySaying(IReadOnlyList<Choice> choices, string words)
    {
        var chosen = choices.FirstOrDefault(choice => choice.PhraseIn(words) is not null);
        if (chosen is null)
        {
            EndMedia("RecognizeFailed", CallResult.PhraseNotMatched);
            return;
        }

        EndMedia(
            "RecognizeCompleted",
            CallResult.PhraseMatched,
            told => told with { Choice = chosen.Label, Phrase = chosen.PhraseIn(words) });
    }

    private void Press(RecognizeRequest recognize, string keys, int index)
    {
        var key = keys[index];
        _collected += key;
        Pressed(key);

        if (recognize.Choices is { } choices)
            ChooseByKey(choices.FirstOrDefault(choice => choice.Tone == key));
        else if (recognize.StopTones.Contains(key))
            Recognized(CallResult.StopTone);
        else if (_collected.Length >= recognize.MaxTones)
            Recognized(CallResult.MaxTones);
        else if (index + 1 < keys.Length && Durations.ToneGap <= recognize.InterToneSilence)
            _next.Set(Durations.ToneGap, () => Press(recognize, keys, index + 1));
        else
            _next.Set(recognize.InterToneSilence, () => EndMedia("RecognizeFailed", CallResult.InterToneSilence));
    }

    private void ChooseByKey(Choice? choice)
    {
        if (choice is null)
            EndMedia("RecognizeFailed", CallResult.IncorrectTone);
        else
            EndMedia("RecognizeCompleted", CallResult.ToneMatched, told => told with { Choice = choice.Label });
    }

    private void Recognized(CallResult result) =>
        EndMedia("RecognizeCompleted", result, told => told with { Tones = _collected });

    private void EndMedia(string kind, CallResult result, Func<CallEvent, CallEvent>? add = null)
    {
        var media = _media!;
        _media = null;
        _next.Clear();
        _interruption.Clear();
        call.PlanToLeave();
        call.Tell(kind, result, add, media.Operation);
    }
}
