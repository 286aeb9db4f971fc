using Switchboard.Embedded.Tables.Service;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>Messages that were accepted, oldest first.</summary>
internal sealed class MessageLog<TRecord>
    where TRecord : class
{
    private readonly Journal<TRecord> _journal;
    private readonly List<TRecord> _messages;

    public MessageLog(IRowStore? store, string table)
    {
        _journal = new Journal<TRecord>(store, table);
        _messages = [.. _journal.Read()];
    }

    public IReadOnlyList<TRecord> All
    {
        get
        {
            lock (_messages)
                return [.. _messages];
        }
    }

    /// <summary>Adds a message made for its sequence number, from 1; completes when it is kept.</summary>
    public async Task<TRecord> AddAsync(Func<long, TRecord> make)
    {
        TRecord message;
        long sequence;
        lock (_messages)
        {
            sequence = _messages.Count + 1;
            message = make(sequence);
            _messages.Add(message);
        }

        await _journal.WriteAsync(sequence, message).ConfigureAwait(false);
        return message;
    }
}
