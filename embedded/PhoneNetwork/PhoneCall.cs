namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>One call from dialing to its end. All members are to be used under the network's gate.</summary>
internal sealed class PhoneCall(
    CallRecord record, CallRequest request, Chance chance, Person person, TelephoneNetwork network)
{
    private readonly Alarm _next = network.NewAlarm();
    private readonly Alarm _leave = network.NewAlarm();
    private MediaRequest? _media;
    private DateTimeOffset? _listensUntil;
    private string _collected = "";
    private int _events;
    private int _prompts;
    private List<Task>? _tellings;

    public CallRecord Record { get; private set; } = record;

    /// <summary>Lets it ring.</summary>
    public void Ring()
    {
        Record = Record with { RingingAt = network.Now };
        _next.Set(person.RingTime, StopRinging);
    }

    /// <summary>Lets it be answered, or not, at once; completes when the application was told.</summary>
    public Task RingNoTime()
    {
        Record = Record with { RingingAt = network.Now };
        var tellings = _tellings = [];
        StopRinging();
        _tellings = null;
        return Task.WhenAll(tellings);
    }

    public MediaRefusal Begin(MediaRequest media)
    {
        if (Record.State != CallState.Connected)
            return MediaRefusal.NotEstablished;
        if (_media is not null && !media.Interrupts)
            return MediaRefusal.Busy;

        CancelMedia();
        _media = media;
        _listensUntil ??= network.Now + person.ListenTime;
        PlanToLeave();

        var empty = media.Prompts.TakeWhile(prompt => !prompt.IsEmpty).Count();
        if (empty < media.Prompts.Count)
        {
            _next.Set(Durations.PlayFailure, () => FailToPlay(empty));
            return MediaRefusal.None;
        }

        if (media is PlayRequest)
            Tell("PlayStarted", CallResult.Success, media: media);
        PlayFrom(0);
        return MediaRefusal.None;
    }

    /// <summary>Ends what is being played or recognized, if anything is.</summary>
    public void CancelMedia()
    {
        if (_media is not { } media)
            return;
        EndMedia(media is PlayRequest ? "PlayCanceled" : "RecognizeCanceled", CallResult.MediaCanceled);
    }

    /// <summary>Hangs up for the application.</summary>
    public void HangUp() => End(
        CallResult.EndedByApplication, Record.State == CallState.Ringing ? CallOutcome.Canceled : Record.Outcome);

    /// <summary>Stops its timers; nobody is told.</summary>
    public void Abandon()
    {
        _next.Clear();
        _leave.Clear();
    }

    private void StopRinging()
    {
        if (person.Reaction is not (CallOutcome.Answered or CallOutcome.Voicemail))
        {
            End(person.Refusal!, person.Reaction, "CreateCallFailed");
            return;
        }

        Record = Record with { State = CallState.Connected, AnsweredAt = network.Now, Outcome = person.Reaction };
        Tell("CallConnected", CallResult.Success);
        Tell("ParticipantsUpdated", CallResult.Success, told => told with { ParticipantsSequence = 1 });
        PlanToLeave();
    }

    // On a silent line they wait for a while; while they hear something, only for as long as they care to listen.
    private void PlanToLeave()
    {
        TimeSpan? stays = _media is null ? person.Patience : null;
        if (_listensUntil - network.Now is { } listens && (stays is null || listens < stays))
            stays = listens > TimeSpan.Zero ? listens : TimeSpan.Zero;

        if (stays is { } delay)
            _leave.Set(delay, () => End(CallResult.HungUp, Record.Outcome));
        else
            _leave.Clear();
    }

    private void PlayFrom(int index)
    {
        if (index < _media!.Prompts.Count)
        {
            var prompt = _media.Prompts[index];
            Record = Record with
            {
                Prompts = [.. Record.Prompts, new PromptHeard(prompt.Kind, prompt.Content, network.Now)],
            };
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
        }
    }

    // A loop ends with the call or by a request. Nothing more happens in it, so it needs no timer; but the one who
    // hears it does not listen for ever.
    private void KeepPlaying()
    {
        _listensUntil ??= network.Now + person.Patience;
        PlanToLeave();
    }

    private void FailToPlay(int index)
    {
        var kind = _media is PlayRequest ? "PlayFailed" : "RecognizeFailed";
        EndMedia(kind, CallResult.EmptySource, told => told with { FailedPrompt = index });
    }

    private void Listen(RecognizeRequest recognize)
    {
        _collected = "";
        var keys = person.Pressed(_prompts++);
        if (keys.Length == 0 || person.ThinkTime > recognize.InitialSilence)
            _next.Set(recognize.InitialSilence, () => EndMedia("RecognizeFailed", CallResult.InitialSilence));
        else
            _next.Set(person.ThinkTime, () => Press(recognize, keys, 0));
    }

    private void Press(RecognizeRequest recognize, string keys, int index)
    {
        var key = keys[index];
        _collected += key;
        Record = Record with { Tones = Record.Tones + key };

        if (recognize.StopTones.Contains(key))
            Recognized(CallResult.StopTone);
        else if (_collected.Length >= recognize.MaxTones)
            Recognized(CallResult.MaxTones);
        else if (index + 1 < keys.Length && Durations.ToneGap <= recognize.InterToneSilence)
            _next.Set(Durations.ToneGap, () => Press(recognize, keys, index + 1));
        else
            _next.Set(recognize.InterToneSilence, () => EndMedia("RecognizeFailed", CallResult.InterToneSilence));
    }

    private void Recognized(CallResult result) =>
        EndMedia("RecognizeCompleted", result, told => told with { Tones = _collected });

    private void EndMedia(string kind, CallResult result, Func<CallEvent, CallEvent>? add = null)
    {
        var media = _media!;
        _media = null;
        _next.Clear();
        PlanToLeave();
        Tell(kind, result, add, media);
    }

    private void End(CallResult result, CallOutcome? outcome, string kind = "CallDisconnected")
    {
        Abandon();
        _media = null;
        Record = Record with { State = CallState.Ended, EndedAt = network.Now, Outcome = outcome, Result = result };
        Tell(kind, result);
        network.Ended(this);
    }

    private void Tell(
        string kind, CallResult result, Func<CallEvent, CallEvent>? add = null, MediaRequest? media = null)
    {
        var told = new CallEvent(
            Record,
            chance,
            _events++,
            kind,
            network.Now,
            media?.OperationCallbackUri ?? request.CallbackUri,
            media is null ? request.OperationContext : media.OperationContext,
            result);
        var telling = network.Events.Tell(add is null ? told : add(told));
        _tellings?.Add(telling);
    }
}
