using Microsoft.Extensions.Logging;
using Switchboard.Embedded.Clock;
using Switchboard.Embedded.PhoneNetwork;
using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>Calls, kept so that they outlive the process; those under way when it died are over.</summary>
internal sealed class CallJournal
{
    private readonly Journal<CallRecord> _journal;
    private readonly WorkTracker _tracker;
    private readonly ILogger _logger;

    /// <summary>Gives the network back what was kept, and keeps the end of every call from now on.</summary>
    public CallJournal(TelephoneNetwork network, WorkTracker tracker, IRowStore? store, ILogger logger)
    {
        _tracker = tracker;
        _logger = logger;
        _journal = new Journal<CallRecord>(store, "SimulatorCalls");
        Restored = [.. _journal.Read().Select(record => Restore(record, network.Now))];
        foreach (var record in Restored)
            network.Remember(record);
        network.OnEnded = Keep;
    }

    /// <summary>The calls of earlier lives of the process.</summary>
    public IReadOnlyList<CallRecord> Restored { get; }

    public Task WriteAsync(CallRecord record) => _journal.WriteAsync(record.Sequence, record);

    // Nobody was there to say how it ended.
    private CallRecord Restore(CallRecord record, DateTimeOffset now)
    {
        if (record.State == CallState.Ended)
            return record;
        record = record with { State = CallState.Ended, EndedAt = now, Outcome = CallOutcome.Interrupted };
        Keep(record);
        return record;
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
            }
            catch (Exception failure)
            {
                // What is lost is how the call ended; after a restart it will count as interrupted.
                _logger.LogError(failure, "The end of call {Id} could not be kept.", record.CallConnectionId);
            }
        }
    }
}
