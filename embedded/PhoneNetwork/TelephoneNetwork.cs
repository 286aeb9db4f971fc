using Switchboard.Embedded.Clock;

namespace Switchboard.Embedded.PhoneNetwork;

/// <summary>A telephone network full of simulated people, on a clock that may be any clock.</summary>
internal sealed class TelephoneNetwork(
    int seed, FaultPanel faults, TimeProvider clock, WorkTracker tracker, ICallEvents events)
{
    private readonly Lock _gate = new();
    private readonly List<CallRecord> _past = [];
    private readonly Dictionary<string, PhoneCall> _present = [];
    private readonly Dictionary<string, int> _attempts = [];
    private long _sequence;

    /// <summary>Called when a call has ended, under the network's gate: must not wait.</summary>
    public Action<CallRecord>? OnEnded { get; set; }

    public Population People { get; } = new();

    public ICallEvents Events => events;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Every call ever asked for, oldest first.</summary>
    public IReadOnlyList<CallRecord> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _past.Concat(_present.Values.Select(call => call.Record)).OrderBy(call => call.Sequence)];
            }
        }
    }

    public Alarm NewAlarm() => new(clock, tracker, _gate);

    /// <summary>Takes back a call of an earlier life of the process; it must be over.</summary>
    public void Remember(CallRecord record)
    {
        lock (_gate)
        {
            _past.Add(record);
            _sequence = Math.Max(_sequence, record.Sequence);
            _attempts[record.To] = Math.Max(_attempts.GetValueOrDefault(record.To), record.Attempt);
        }
    }

    /// <summary>Takes a call down without dialing yet.</summary>
    public CallRecord Place(CallRequest request)
    {
        lock (_gate)
        {
            var attempt = _attempts[request.To] = _attempts.GetValueOrDefault(request.To) + 1;
            var chance = new Chance(seed, request.To, attempt);
            var record = new CallRecord
            {
                Sequence = ++_sequence,
                CallConnectionId = chance.Id("call").ToString(),
                ServerCallId = Convert.ToBase64String(chance.Id("server call").ToByteArray()),
                CorrelationId = chance.Id("correlation").ToString(),
                To = request.To,
                From = request.From,
                DisplayName = request.DisplayName,
                CallbackUri = request.CallbackUri.AbsoluteUri,
                OperationContext = request.OperationContext,
                RepeatabilityRequestId = request.RepeatabilityRequestId,
                Attempt = attempt,
                CreatedAt = Now,
            };
            var person = IsOverLimit(request.From) ? Person.Of(CallOutcome.Declined) : People.Meet(chance);
            var call = new PhoneCall(record, request, chance, person, this);
            _present.Add(record.CallConnectionId, call);
            return record;
        }
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
        return People.Meet(new Chance(seed, who, attempt));
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

    /// <summary>Ends what is being played or recognized.</summary>
    /// <returns>Whether there was such a call.</returns>
    public bool CancelMedia(string callConnectionId) => With(callConnectionId, call => call.CancelMedia());

    /// <summary>Plays or recognizes.</summary>
    public MediaRefusal Begin(string callConnectionId, MediaRequest media)
    {
        var refusal = MediaRefusal.NotFound;
        With(callConnectionId, call => refusal = call.Begin(media));
        return refusal;
    }

    /// <summary>A call tells that it is over; under the gate.</summary>
    public void Ended(PhoneCall call)
    {
        _present.Remove(call.Record.CallConnectionId);
        _past.Add(call.Record);
        OnEnded?.Invoke(call.Record);
    }

    /// <summary>Lets nothing happen any more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            foreach (var call in _present.Values)
                call.Abandon();
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

    private bool IsOverLimit(string from) =>
        faults.Current.CallsPerNumber is { } limit
        && _present.Values.Count(call => call.Record.From == from) >= limit;
}
