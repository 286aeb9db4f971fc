namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>One call from dialing to its end. All members are to be used under the network's gate.</summary>
internal sealed class PhoneCall(
    CallRecord record, CallRequest request, Chance chance, Person person, TelephoneNetwork network)
{
    private readonly Alarm _next = network.NewAlarm();
    private readonly Alarm _leave = network.NewAlarm();
    private readonly Alarm _keys = network.NewAlarm();
    private MediaRequest? _media;
    private DateTimeOffset? _listensUntil;
    private DateTimeOffset? _talksUntil;
    private string _collected = "";
    private int _events;
    private int _prompts;
    private int _gatherings;
    private List<Task>? _tellings;

    public CallRecord Record { get; private set; } = record;

    /// <summary>Those who were brought in later.</summary>
    public Conference Conference => field ??= new Conference(this, chance, network);

    public Transfer Transfer => field ??= new Transfer(this, network);

    public Recordings Recordings => field ??= new Recordings(this, network);

    /// <summary>Who is told every key.</summary>
    public KeyWatch Keys => field ??= new KeyWatch(this);

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
            Tell("PlayStarted", CallResult.Success, null, media.Operation);
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
        _keys.Clear();
        Conference.Abandon();
        Transfer.Abandon();
    }

    /// <summary>Someone who was brought in is there.</summary>
    public void Enter(string who)
    {
        Record = Record with { Parties = [.. Record.Parties, new CallParty(who)] };
        TellParties();
        PlanToLeave();
    }

    /// <summary>Someone hangs up; the last one ends the call.</summary>
    public void Leave(string who, CallResult? result = null)
    {
        Conference.Remove(who);
        Record = Record with { Parties = [.. Record.Parties.Where(party => party.Who != who)] };
        if (Record.Parties.Count == 0)
        {
            End(result ?? CallResult.HungUp, Record.Outcome);
            return;
        }

        TellParties();
        PlanToLeave();
    }

    /// <summary>Takes someone out of the call; whether they were in it is told by an event.</summary>
    public void Remove(string who, Operation operation)
    {
        if (Record.Parties.All(party => party.Who != who))
        {
            Tell(
                "RemoveParticipantFailed", CallResult.NotInCall, told => told with { Participant = who }, operation);
            return;
        }

        Tell("RemoveParticipantSucceeded", CallResult.Success, told => told with { Participant = who }, operation);
        Leave(who, CallResult.EndedByApplication);
    }

    /// <summary>Mutes, holds and so on.</summary>
    /// <returns>Whether they are in the call.</returns>
    public bool Change(string who, Func<CallParty, CallParty> change)
    {
        if (Record.Parties.All(party => party.Who != who))
            return false;
        Record = Record with
        {
            Parties = [.. Record.Parties.Select(party => party.Who == who ? change(party) : party)],
        };
        TellParties();
        return true;
    }

    /// <summary>Sends keys to someone, as if the application pressed them.</summary>
    public void SendTones(string tones, Operation operation)
    {
        Record = Record with { SentTones = Record.SentTones + tones };
        Tell("SendDtmfTonesCompleted", CallResult.Success, null, operation);
    }

    /// <summary>Nothing happens in it any more.</summary>
    public void End(CallResult result, CallOutcome? outcome, string kind = "CallDisconnected")
    {
        Recordings.StopAll();
        Abandon();
        _media = null;
        Record = Record with { State = CallState.Ended, EndedAt = network.Now, Outcome = outcome, Result = result };
        Tell(kind, result);
        network.Ended(this);
    }

    /// <summary>Tells the application: in the operation's words, if it is of one, else in the call's.</summary>
    public void Tell(
        string kind, CallResult? result, Func<CallEvent, CallEvent>? add = null, Operation? operation = null)
    {
        var told = new CallEvent(
            Record,
            chance,
            _events++,
            kind,
            network.Now,
            operation?.CallbackUri ?? request.CallbackUri,
            operation is null ? request.OperationContext : operation.Context,
            result);
        var telling = network.Events.Tell(add is null ? told : add(told));
        _tellings?.Add(telling);
    }

    private void StopRinging()
    {
        if (person.Reaction is not (CallOutcome.Answered or CallOutcome.Voicemail))
        {
            End(person.Refusal!, person.Reaction, "CreateCallFailed");
            return;
        }

        Record = Record with
        {
            State = CallState.Connected,
            AnsweredAt = network.Now,
            Outcome = person.Reaction,
            Parties = [new CallParty(Record.To)],
        };
        Tell("CallConnected", CallResult.Success);
        TellParties();
        PlanToLeave();
    }

    private void TellParties()
    {
        var gathering = ++_gatherings;
        Tell("ParticipantsUpdated", CallResult.Success, told => told with { ParticipantsSequence = gathering });
    }

    // On a silent line they wait for a while; while they hear something, only for as long as they care to listen; in
    // company they talk.
    private void PlanToLeave()
    {
        if (Record.Parties.All(party => party.Who != Record.To))
        {
            _leave.Clear();
            return;
        }

        if (Conference.HasGuests)
        {
            _talksUntil ??= network.Now + person.TalkTime;
            var talks = _talksUntil.Value - network.Now;
            _leave.Set(talks > TimeSpan.Zero ? talks : TimeSpan.Zero, () => Leave(Record.To));
            return;
        }

        _talksUntil = null;
        TimeSpan? stays = _media is null ? person.Patience : null;
        if (_listensUntil - network.Now is { } listens && (stays is null || listens < stays))
            stays = listens > TimeSpan.Zero ? listens : TimeSpan.Zero;

        if (stays is { } delay)
            _leave.Set(delay, () => Leave(Record.To));
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
            if (Keys.IsOn && person.Pressed(_prompts++) is { Length: > 0 } keys)
                _keys.Set(person.ThinkTime, () => PressAll(keys, 0));
        }
    }

    private void PressAll(string keys, int index)
    {
        Pressed(keys[index]);
        if (index + 1 < keys.Length)
            _keys.Set(Durations.ToneGap, () => PressAll(keys, index + 1));
    }

    private void Pressed(char key)
    {
        Record = Record with { Tones = Record.Tones + key };
        Keys.Pressed(key);
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
        Pressed(key);

        if (recognize.Choices is { } choices)
            Choose(choices.FirstOrDefault(choice => choice.Tone == key));
        else if (recognize.StopTones.Contains(key))
            Recognized(CallResult.StopTone);
        else if (_collected.Length >= recognize.MaxTones)
            Recognized(CallResult.MaxTones);
        else if (index + 1 < keys.Length && Durations.ToneGap <= recognize.InterToneSilence)
            _next.Set(Durations.ToneGap, () => Press(recognize, keys, index + 1));
        else
            _next.Set(recognize.InterToneSilence, () => EndMedia("RecognizeFailed", CallResult.InterToneSilence));
    }

    private void Choose(Choice? choice)
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
        PlanToLeave();
        Tell(kind, result, add, media.Operation);
    }
}
