using Switchboard.Embedded.Clock;

namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>A telephone network full of simulated people, on a clock that may be any clock.</summary>
internal sealed class TelephoneNetwork(
    int seed, Population people, FaultPanel faults, TimeProvider clock, WorkTracker tracker, ICallEvents events)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, CallRecord> _past = [];
    private readonly Dictionary<string, PhoneCall> _present = [];
    private readonly Dictionary<string, int> _attempts = [];
    private readonly Dictionary<string, int> _callsFrom = [];
    private readonly HashSet<Alarm> _callingBack = [];
    private long _sequence;

    /// <summary>Called when a call has ended, under the network's gate: must not wait.</summary>
    public Action<CallRecord>? OnEnded { get; set; }

    /// <summary>Called when someone calls one of the application's numbers; likewise.</summary>
    public Action<CallRecord>? OnIncoming { get; set; }

    public Population People => people;

    public ICallEvents Events => events;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>
    /// Every call that was asked for, or every call that came in, oldest first, without those that were forgotten.
    /// </summary>
    public IReadOnlyList<CallRecord> Calls(CallDirection direction)
    {
        lock (_gate)
        {
            return
            [
                .. _past.Values.Concat(_present.Values.Select(call => call.Record))
                    .Where(call => call.Direction == direction)
                    .OrderBy(call => call.Sequence),
            ];
        }
    }

    public Alarm NewAlarm() => new(clock, tracker, _gate);

    /// <summary>Takes back a call of an earlier life of the process; it must be over.</summary>
    public void Remember(CallRecord record)
    {
        lock (_gate)
        {
            _past.Add(record.Sequence, record);
            _sequence = Math.Max(_sequence, record.Sequence);
            var attempts = record.Direction == CallDirection.Incoming ? _callsFrom : _attempts;
            attempts[record.Remote] = Math.Max(attempts.GetValueOrDefault(record.Remote), record.Attempt);
        }
    }

    /// <summary>Lets go of a call that is over: someone else keeps it from now on.</summary>
    public void Forget(CallRecord ended)
    {
        lock (_gate)
            _past.Remove(ended.Sequence);
    }

    /// <summary>Takes a call down without dialing yet.</summary>
    public CallRecord Place(CallRequest request)
    {
        lock (_gate)
        {
            var attempt = _attempts[request.To] = _attempts.GetValueOrDefault(request.To) + 1;
            var chance = new Chance(seed, request.To, attempt);
            var record = NewCall(chance, request.To, request.From) with
            {
                DisplayName = request.DisplayName,
                CallbackUri = request.CallbackUri.AbsoluteUri,
                OperationContext = request.OperationContext,
                RepeatabilityRequestId = request.RepeatabilityRequestId,
                Attempt = attempt,
                HasSpeech = request.HasSpeech,
            };
            var home = new Operation(request.OperationContext, request.CallbackUri);
            _present.Add(record.CallConnectionId, new PhoneCall(record, home, chance, Callee(request, chance), this));
            return record;
        }
    }

    /// <summary>Lets someone call one of the application's numbers; it rings until it is answered or they give up.</summary>
    public CallRecord CallIn(string from, string to)
    {
        lock (_gate)
        {
            var number = _callsFrom[from] = _callsFrom.GetValueOrDefault(from) + 1;

            // Below zero, so that the stories of those who are called go on as they would have.
            var chance = new Chance(seed, from, -number);
            var record = NewCall(chance, to, from) with { Direction = CallDirection.Incoming, Attempt = number };
            var call = new PhoneCall(record, null, chance, people.MeetCaller(chance), this);
            _present.Add(record.CallConnectionId, call);
            call.Ring();
            OnIncoming?.Invoke(call.Record);
            return call.Record;
        }
    }

    /// <summary>Someone who missed a call will call back; under the gate.</summary>
    public void CallBack(CallRecord missed, TimeSpan after)
    {
        var alarm = NewAlarm();
        _callingBack.Add(alarm);
        alarm.Set(after, () =>
        {
            _callingBack.Remove(alarm);
            CallIn(missed.To, missed.From);
        });
    }

    /// <summary>Takes back a call that was placed and not dialed.</summary>
    public void Withdraw(string callConnectionId)
    {
        lock (_gate)
            _present.Remove(callConnectionId);
    }

    /// <summary>
    /// Dials a call that was placed; if <paramref name="early"/>, it is answered, or not, at once, and the task
    /// completes when the application was told.
    /// </summary>
    public Task Dial(string callConnectionId, bool early)
    {
        lock (_gate)
        {
            if (!_present.TryGetValue(callConnectionId, out var call))
                return Task.CompletedTask;
            if (early)
                return call.RingNoTime();
            call.Ring();
            return Task.CompletedTask;
        }
    }

    /// <summary>
    /// Who is there when someone is called into a call; under the gate. A user of the resource is an agent: there, and
    /// with time.
    /// </summary>
    public Person Meet(string who)
    {
        if (!who.StartsWith('+'))
            return new Person { RingTime = TimeSpan.FromSeconds(3), TalkTime = TimeSpan.FromMinutes(10) };
        var attempt = _attempts[who] = _attempts.GetValueOrDefault(who) + 1;
        return people.Meet(new Chance(seed, who, attempt), Now);
    }

    /// <summary>The id of the call under way that the media plane knows as this.</summary>
    public string? FindByServerCall(string serverCallId)
    {
        lock (_gate)
        {
            return _present.Values
                .FirstOrDefault(call => call.Record.ServerCallId == serverCallId)?.Record.CallConnectionId;
        }
    }

    /// <summary>A call under way, or null.</summary>
    public CallRecord? Find(string callConnectionId)
    {
        lock (_gate)
            return _present.GetValueOrDefault(callConnectionId)?.Record;
    }

    /// <summary>Hangs up for the application.</summary>
    /// <returns>Whether there was such a call.</returns>
    public bool HangUp(string callConnectionId) => With(callConnectionId, call => call.HangUp());

    /// <summary>A call tells that it is over; under the gate.</summary>
    public void Ended(PhoneCall call)
    {
        _present.Remove(call.Record.CallConnectionId);
        _past.Add(call.Record.Sequence, call.Record);
        OnEnded?.Invoke(call.Record);
    }

    /// <summary>Lets nothing happen any more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            foreach (var call in _present.Values)
                call.Abandon();
            foreach (var alarm in _callingBack)
                alarm.Clear();
        }
    }

    /// <summary>Does something to a call, under the gate.</summary>
    /// <returns>Whether there was such a call.</returns>
    public bool With(string callConnectionId, Action<PhoneCall> action)
    {
        lock (_gate)
        {
            if (!_present.TryGetValue(callConnectionId, out var call))
                return false;
            action(call);
            return true;
        }
    }

    private Person Callee(CallRequest request, Chance chance)
    {
        var now = faults.Current;
        if (now.BlockedCallers.Contains(request.From))
            return Person.Of(CallOutcome.Blocked);
        return now.CallsPerNumber is { } limit
            && _present.Values.Count(call => call.Record.From == request.From) >= limit
            ? Person.Of(CallOutcome.Declined)
            : people.Meet(chance, Now);
    }

    private CallRecord NewCall(Chance chance, string to, string from) => new()
    {
        Sequence = ++_sequence,
        CallConnectionId = chance.Id("call").ToString(),
        ServerCallId = Convert.ToBase64String(chance.Id("server call").ToByteArray()),
        CorrelationId = chance.Id("correlation").ToString(),
        To = to,
        From = from,
        CallbackUri = null,
        Attempt = 0,
        CreatedAt = Now,
    };
}
