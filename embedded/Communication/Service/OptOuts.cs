using System.Collections.Concurrent;

namespace Switchboard.Embedded.Communication.Service;

/// <summary>
/// Who wants no more text messages from whom: told by the application, or by writing STOP to its number (START or UNSTOP
/// to take it back), as with toll-free numbers.
/// </summary>
internal sealed class OptOuts
{
    private readonly ConcurrentDictionary<(string From, string To), byte> _outs = new();

    public bool Has(string from, string to) => _outs.ContainsKey((from, to));

    public void Add(string from, string to) => _outs[(from, to)] = 0;

    public void Remove(string from, string to) => _outs.TryRemove((from, to), out _);

    /// <summary>Does what a message to a number asks for, if it asks for that.</summary>
    public void Heed(string writer, string number, string message)
    {
        if (message.Trim().Equals("STOP", StringComparison.OrdinalIgnoreCase))
            Add(number, writer);
        else if (message.Trim().ToUpperInvariant() is "START" or "UNSTOP")
            Remove(number, writer);
    }
}
