using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.PhoneNetwork;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Calls, kept so that they outlive the process; those under way when it died are over. What is kept here takes
/// hardly any memory: there may be hundreds of thousands of calls.
/// </summary>
internal sealed class CallJournal
{
    private readonly Journal<CallRecord> _journal;
    private readonly TelephoneNetwork _network;
    private readonly WorkTracker _tracker;
    private readonly ILogger _logger;

    // Where the call lies that a request asked for; under its own lock.
    private readonly Dictionary<Guid, long> _requests = [];

    /// <summary>Tells the network what was kept, and keeps the end of every call from now on.</summary>
    public CallJournal(TelephoneNetwork network, WorkTracker tracker, IRowStore? store, ILogger logger)
    {
        _network = network;
        _tracker = tracker;
        _logger = logger;
        _journal = new Journal<CallRecord>(store, "SimulatorCalls");
        foreach (var record in _journal.Read())
            Restore(record);
        network.OnEnded = Keep;
    }

    /// <summary>Whether what is written can be found again.</summary>
    public bool Keeps => _journal.Keeps;

    /// <summary>Every call ever asked for, or every call that ever came in, oldest first.</summary>
    public IReadOnlyList<CallRecord> Calls(CallDirection direction)
    {
        // The network first: what it forgets in the meantime is in the journal as it ended.
        var known = _network.Calls(direction);
        var sequences = known.Select(call => call.Sequence).ToHashSet();
        return
        [
            .. _journal.Read()
                .Where(call => call.Direction == direction && !sequences.Contains(call.Sequence))
                .Concat(known)
                .OrderBy(call => call.Sequence),
        ];
    }

    /// <summary>The call that was made for a request, if it was written.</summary>
    public CallRecord? Find(string repeatabilityRequestId)
    {
        long sequence;
        lock (_requests)
        {
            if (!_requests.TryGetValue(Guid.Parse(repeatabilityRequestId), out sequence))
                return null;
        }

        return _journal.Find(sequence);
    }

    public async Task WriteAsync(CallRecord record)
    {
        await _journal.WriteAsync(record.Sequence, record).ConfigureAwait(false);
        Index(record);
    }

    private void Index(CallRecord record)
    {
        if (!Keeps || record.RepeatabilityRequestId is not { } id)
            return;
        lock (_requests)
            _requests[Guid.Parse(id)] = record.Sequence;
    }

    private void Restore(CallRecord record)
    {
        Index(record);
        if (record.State == CallState.Ended)
        {
            _network.Remember(record);
            _network.Forget(record);
            return;
        }

        // Nobody was there to say how it ended.
        record = record with
        {
            State = CallState.Ended,
            EndedAt = _network.Now,
            Outcome = CallOutcome.Interrupted,
        };
        _network.Remember(record);
        Keep(record);
    }

    // Elsewhere than under the network's gate: the store may write on the thread that asks it to.
    private void Keep(CallRecord record)
    {
        var work = _tracker.Begin("call journal");
        _ = Task.Run(() => KeepAsync(record, work));
    }

    private async Task KeepAsync(CallRecord record, IDisposable work)
    {
        using (work)
        {
            try
            {
                await WriteAsync(record).ConfigureAwait(false);

                // One that came in may have ended while it was being written that it was answered.
                if (Keeps && record.Direction == CallDirection.Outgoing)
                    _network.Forget(record);
            }
            catch (Exception failure)
            {
                // What is lost is how the call ended; after a restart it will count as interrupted.
                _logger.LogError(failure, "The end of call {Id} could not be kept.", record.CallConnectionId);
            }
        }
    }
}
