namespace Switchboard.Embedded.Durable.Engine;

/// <summary>
/// Events that came before anybody waited, and the waits for events that have not come. Names ignore case.
/// </summary>
internal sealed class EventInbox
{
    private readonly Dictionary<string, Queue<(long Order, EventRaised Event)>> _kept =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Action<EventRaised>> _waits = new(StringComparer.OrdinalIgnoreCase);
    private long _order;

    /// <summary>Whether anybody waits for an event.</summary>
    public bool HasWaits => _waits.Count > 0;

    /// <summary>The names of the events that somebody waits for.</summary>
    public IReadOnlyCollection<string> Awaited => _waits.Keys;

    /// <summary>The events nobody waited for, oldest first.</summary>
    public IReadOnlyList<EventRaised> Kept =>
        [.. _kept.Values.SelectMany(queue => queue).OrderBy(kept => kept.Order).Select(kept => kept.Event)];

    public bool IsAwaited(string name) => _waits.ContainsKey(name);

    /// <summary>Hands the event to who waits for it, or keeps it.</summary>
    public void Receive(EventRaised raised)
    {
        if (_waits.Remove(raised.Name, out var receive))
            receive(raised);
        else if (_kept.TryGetValue(raised.Name, out var queue))
            queue.Enqueue((_order++, raised));
        else
            _kept[raised.Name] = new([(_order++, raised)]);
    }

    /// <summary>The oldest kept event of this name, or null.</summary>
    public EventRaised? Take(string name)
    {
        if (!_kept.TryGetValue(name, out var queue))
            return null;
        var oldest = queue.Dequeue().Event;
        if (queue.Count == 0)
            _kept.Remove(name);
        return oldest;
    }

    public void Await(string name, Action<EventRaised> receive) => _waits.Add(name, receive);

    public void StopAwaiting(string name) => _waits.Remove(name);
}
