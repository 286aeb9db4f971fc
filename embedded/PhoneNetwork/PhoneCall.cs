namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>One call from its first ring to its end. All members are to be used under the network's gate.</summary>
internal sealed class PhoneCall(CallRecord record, Operation? home, Chance chance, Person person, TelephoneNetwork network)
{
    private readonly Alarm _ring = network.NewAlarm();
    private readonly Alarm _leave = network.NewAlarm();
    private Operation? _home = home;
    private DateTimeOffset? _talksUntil;
    private int _events;
    private int _gatherings;
    private List<Task>? _tellings;

    public CallRecord Record { get; private set; } = record;

    /// <summary>What is played and asked, and what is pressed and said.</summary>
    public Dialogue Dialogue => field ??= new Dialogue(this, person, network);

    /// <summary>Those who were brought in later.</summary>
    public Conference Conference => field ??= new Conference(this, chance, network);

    public Transfer Transfer => field ??= new Transfer(this, network);

    public Recordings Recordings => field ??= new Recordings(this, network);

    /// <summary>Who is told every key.</summary>
    public KeyWatch Keys => field ??= new KeyWatch(this);

    /// <summary>Lets it ring: at the other end, or here until whoever calls gives up.</summary>
    public void Ring()
    {
        Record = Record with { RingingAt = network.Now };
        if (Record.Direction == CallDirection.Incoming)
            _leave.Set(person.RingsFor, GiveUp);
        else
            _ring.Set(person.RingTime, StopRinging);
    }

    /// <summary>Lets it be answered, or not, at once; completes when the application was told.</summary>
    public Task RingNoTime()
    {
        Record = Record with { RingingAt = network.Now };
        return TellBefore(StopRinging);
    }

    /// <summary>
    /// Takes a call that came in; if <paramref name="early"/>, it is connected at once, and the task completes when the
    /// application was told.
    /// </summary>
    public Task Answer(Operation home, bool early)
    {
        _home = home;
        if (early)
            return TellBefore(Connect);
        _ring.Set(Durations.Connecting, Connect);
        return Task.CompletedTask;
    }

    /// <summary>Ends a call that came in and was not taken; nobody is told.</summary>
    public void TurnAway(CallResult result, CallOutcome outcome, string? redirectedTo = null)
    {
        Record = Record with { RedirectedTo = redirectedTo };
        End(result, outcome);
    }

    /// <summary>Hangs up for the application.</summary>
    public void HangUp() => End(
        CallResult.EndedByApplication, Record.State == CallState.Ringing ? CallOutcome.Canceled : Record.Outcome);

    /// <summary>Stops its timers; nobody is told.</summary>
    public void Abandon()
    {
        _ring.Clear();
        _leave.Clear();
        Dialogue.Abandon();
        Conference.Abandon();
        Transfer.Abandon();
    }

    /// <summary>Takes down what happened in it.</summary>
    public void Note(Func<CallRecord, CallRecord> note) => Record = note(Record);

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
        if (!Has(who))
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
        if (!Has(who))
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
        Record = Record with { State = CallState.Ended, EndedAt = network.Now, Outcome = outcome, Result = result };
        Tell(kind, result);
        network.Ended(this);
        if (Record is { Direction: CallDirection.Outgoing, Outcome: not CallOutcome.Answered }
            && person.CallsBackAfter is { } later)
        {
            network.CallBack(Record, later);
        }
    }

    /// <summary>Tells the application, if it has to do with the call: of an operation in its words, else in the call's.</summary>
    public void Tell(
        string kind, CallResult? result, Func<CallEvent, CallEvent>? add = null, Operation? operation = null)
    {
        if (_home is not { CallbackUri: { } home })
            return;
        var told = new CallEvent(
            Record,
            chance,
            _events++,
            kind,
            network.Now,
            operation?.CallbackUri ?? home,
            operation is null ? _home.Context : operation.Context,
            result);
        var telling = network.Events.Tell(add is null ? told : add(told));
        _tellings?.Add(telling);
    }

    /// <summary>
    /// Decides anew how long they stay. On a silent line they wait for a while; while they hear something, only for as
    /// long as they care to listen; in company they talk.
    /// </summary>
    public void PlanToLeave()
    {
        if (!Has(Record.Remote))
        {
            _leave.Clear();
            return;
        }

        if (Conference.HasGuests)
        {
            _talksUntil ??= network.Now + person.TalkTime;
            LeaveAfter(_talksUntil.Value - network.Now);
            return;
        }

        _talksUntil = null;
        TimeSpan? stays = Dialogue.IsBusy ? null : person.Patience;
        if (Dialogue.ListensUntil - network.Now is { } listens && (stays is null || listens < stays))
            stays = listens;
        if (stays is { } delay)
            LeaveAfter(delay);
        else
            _leave.Clear();
    }

    private bool Has(string who) => Record.Parties.Any(party => party.Who == who);

    private void LeaveAfter(TimeSpan delay) =>
        _leave.Set(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, () => Leave(Record.Remote));

    private Task TellBefore(Action happens)
    {
        var tellings = _tellings = [];
        happens();
        _tellings = null;
        return Task.WhenAll(tellings);
    }

    private void StopRinging()
    {
        if (person.Answers)
            Connect();
        else
            End(person.Refusal!, person.Reaction, "CreateCallFailed");
    }

    // Whoever hangs up while the call is being connected is the only reason why an answer fails.
    private void GiveUp() => End(CallResult.GivenUp, CallOutcome.NoAnswer, "AnswerFailed");

    private void Connect()
    {
        _leave.Clear();
        Record = Record with
        {
            State = CallState.Connected,
            AnsweredAt = network.Now,
            Outcome = Record.Direction == CallDirection.Incoming ? CallOutcome.Answered : person.Reaction,
            Parties = [new CallParty(Record.Remote)],
        };
        Tell("CallConnected", CallResult.Success);
        TellParties();
        Dialogue.Greet();
        PlanToLeave();
    }

    private void TellParties()
    {
        var gathering = ++_gatherings;
        Tell("ParticipantsUpdated", CallResult.Success, told => told with { ParticipantsSequence = gathering });
    }
}
